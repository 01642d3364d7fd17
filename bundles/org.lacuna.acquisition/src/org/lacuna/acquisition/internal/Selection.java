package org.lacuna.acquisition.internal;

/** Quickselect. */
final class Selection {
    private Selection() {}

    /**
     * The value that would stand at {@code k} if the first {@code n} values were sorted. Reorders
     * them. Expected O(n); falls to O(n^2) only for orders that no measurement has (median of three
     * as pivot).
     */
    static double kth(double[] values, int n, int k) {
        int low = 0;
        int high = n - 1;
        while (low < high) {
            double a = values[low];
            double b = values[low + high >>> 1];
            double c = values[high];
            double pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double t = values[i];
                    values[i++] = values[j];
                    values[j--] = t;
                }
            }
            if (k <= j) {
                high = j;
            } else if (k >= i) {
                low = i;
            } else {
                return values[k];
            }
        }
        return values[k];
    }
}
