package org.lacuna.ui.internal.viewing;

import org.eclipse.swt.graphics.Device;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.PaletteData;

/** Pictures made pixel by pixel of the screen, as SWT images. */
public final class Raster {
    private Raster() {}

    /**
     * An image that covers the screen pixel by pixel. The caller disposes it.
     *
     * @param argb colours, alpha does not count; only read during the call
     * @param zoom of the monitor, per cent: pixels of the screen for 100 of the window
     */
    public static Image image(Device device, int width, int height, int[] argb, int zoom) {
        ImageData data = data(width, height, argb);
        if (zoom == 100) {
            return new Image(device, data);
        }
        return new Image(
                device,
                (ImageDataProvider)
                        wanted ->
                                wanted == zoom
                                        ? data
                                        : data.scaledTo(
                                                Math.max(1, width * wanted / zoom),
                                                Math.max(1, height * wanted / zoom)));
    }

    private static ImageData data(int width, int height, int[] argb) {
        byte[] rgb = new byte[width * height * 3];
        for (int i = 0, to = 0; i < width * height; i++) {
            int c = argb[i];
            rgb[to++] = (byte) (c >> 16);
            rgb[to++] = (byte) (c >> 8);
            rgb[to++] = (byte) c;
        }
        ImageData data = new ImageData(width, height, 24, new PaletteData(0xff0000, 0xff00, 0xff));
        if (data.bytesPerLine == width * 3) {
            data.data = rgb;
        } else {
            for (int row = 0; row < height; row++) {
                System.arraycopy(
                        rgb, row * width * 3, data.data, row * data.bytesPerLine, width * 3);
            }
        }
        return data;
    }
}
