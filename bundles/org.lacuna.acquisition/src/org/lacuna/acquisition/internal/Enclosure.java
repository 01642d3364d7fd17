package org.lacuna.acquisition.internal;

/**
 * Which pixels a part encloses. A flood comes in from the picture's border and from each pixel that
 * shows the background, and runs through everything that is not part; what it does not reach is
 * enclosed. So a hole in the measurement belongs to the part, while the table seen through a ring,
 * and the shadow beside it, do not. O(pixels).
 */
final class Enclosure {
    private Enclosure() {}

    /**
     * @param part pixels that stop the flood
     * @param background pixels from which it also starts; none of them is in {@code part}
     * @return pixels outside the part that the flood did not reach
     */
    static boolean[] of(int width, int height, boolean[] part, boolean[] background) {
        int size = width * height;
        boolean[] reached = new boolean[size];
        int[] queue = new int[size];
        int tail = 0;
        for (int i = 0; i < size; i++) {
            int x = i % width;
            boolean border = x == 0 || x == width - 1 || i < width || i >= size - width;
            if (background[i] || (border && !part[i])) {
                reached[i] = true;
                queue[tail++] = i;
            }
        }
        for (int head = 0; head < tail; head++) {
            int i = queue[head];
            int x = i % width;
            for (int side = 0; side < 4; side++) {
                int j =
                        switch (side) {
                            case 0 -> x > 0 ? i - 1 : i;
                            case 1 -> x < width - 1 ? i + 1 : i;
                            case 2 -> i >= width ? i - width : i;
                            default -> i < size - width ? i + width : i;
                        };
                if (!part[j] && !reached[j]) {
                    reached[j] = true;
                    queue[tail++] = j;
                }
            }
        }
        boolean[] enclosed = new boolean[size];
        for (int i = 0; i < size; i++) {
            enclosed[i] = !part[i] && !reached[i];
        }
        return enclosed;
    }
}
