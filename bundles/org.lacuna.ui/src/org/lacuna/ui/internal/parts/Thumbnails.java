package org.lacuna.ui.internal.parts;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.lacuna.core.CancelledException;
import org.lacuna.core.LacunaException;
import org.lacuna.core.Progress;
import org.lacuna.ui.PartItem;
import org.lacuna.ui.internal.viewing.Raster;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Small pictures of the parts in sight: read in a job, the rest of the list is left alone. What was
 * asked for and is out of sight again is not made. UI thread, apart from the job.
 */
final class Thumbnails {
    /** More than what is in sight at any time; a window of 40 rows of 96 pixels takes 1.5 MB. */
    static final long CACHE_BYTES = 24L << 20;

    private static final int BYTES_A_PIXEL = 4;

    private final Control list;
    private final int edgePx;
    private final int zoom;
    private final Runnable made;
    private final Job job = new Making();

    /** The least used first. */
    private final Map<Path, Kept> cache = new LinkedHashMap<>(64, 0.75f, true);

    private long cachedBytes;

    /** Guarded by this object, as is what is being made. */
    private final Deque<PartItem> queue = new ArrayDeque<>();

    private Path making;
    private boolean unwanted;

    /**
     * A picture, or none of a file that gives none.
     *
     * @param bytes that it takes
     */
    private record Kept(Optional<Image> image, long bytes) {}

    /**
     * @param list that shows them and owns them: they are disposed with it
     * @param points edge of the square that a picture fits in, in pixels of the window
     * @param made told on the UI thread after each picture
     */
    Thumbnails(Control list, int points, Runnable made) {
        this.list = list;
        this.zoom = list.getMonitor().getZoom();
        this.edgePx = points * zoom / 100;
        this.made = made;
        list.addDisposeListener(e -> clear());
    }

    /** The picture, if it was made. */
    Optional<Image> of(PartItem part) {
        return ThumbnailMaker.source(part).map(cache::get).flatMap(Kept::image);
    }

    /** Whether there is a picture, or it is known that there is none. */
    boolean isKnown(PartItem part) {
        Optional<Path> source = ThumbnailMaker.source(part);
        return source.isEmpty() || cache.containsKey(source.get());
    }

    /** These are in sight, in this order; all others need not be made any more. */
    void want(List<PartItem> inSight) {
        List<PartItem> missing = inSight.stream().filter(p -> !isKnown(p)).toList();
        Set<Path> wanted =
                missing.stream()
                        .flatMap(p -> ThumbnailMaker.source(p).stream())
                        .collect(Collectors.toSet());
        synchronized (this) {
            queue.clear();
            queue.addAll(missing);
            unwanted = making != null && !wanted.contains(making);
            Iterator<PartItem> i = queue.iterator();
            while (i.hasNext()) {
                if (ThumbnailMaker.source(i.next()).equals(Optional.ofNullable(making))) {
                    i.remove();
                }
            }
        }
        if (!missing.isEmpty()) {
            job.schedule();
        }
    }

    /** Forgets all pictures: files may have changed. */
    void clear() {
        synchronized (this) {
            queue.clear();
            unwanted = true;
        }
        cache.values().forEach(k -> k.image().ifPresent(Image::dispose));
        cache.clear();
        cachedBytes = 0;
    }

    /** Files that were tried, for tests. */
    long tried() {
        return cache.size();
    }

    /** Pictures that were made, for tests. */
    long pictures() {
        return cache.values().stream().filter(k -> k.image().isPresent()).count();
    }

    private synchronized PartItem next() {
        PartItem next = queue.poll();
        making = next == null ? null : ThumbnailMaker.source(next).orElse(null);
        unwanted = false;
        return next;
    }

    private synchronized boolean isUnwanted() {
        return unwanted;
    }

    private void keep(Path source, Optional<ThumbnailMaker.Picture> picture) {
        if (list.isDisposed() || cache.containsKey(source)) {
            return;
        }
        Optional<Image> image =
                picture.map(
                        p ->
                                Raster.image(
                                        list.getDisplay(), p.width(), p.height(), p.argb(), zoom));
        long bytes = picture.map(p -> (long) p.argb().length * BYTES_A_PIXEL).orElse(0L);
        cache.put(source, new Kept(image, bytes));
        cachedBytes += bytes;
        Iterator<Kept> oldest = cache.values().iterator();
        while (cachedBytes > CACHE_BYTES && oldest.hasNext()) {
            Kept dropped = oldest.next();
            cachedBytes -= dropped.bytes();
            dropped.image().ifPresent(Image::dispose);
            oldest.remove();
        }
        made.run();
    }

    /** Makes what is in the queue, one after the other: beside it the views read as well. */
    private final class Making extends Job implements Progress {
        private volatile IProgressMonitor monitor;

        Making() {
            super(Messages.Thumbnails_job);
            setSystem(true);
            setPriority(DECORATE);
        }

        @Override
        protected IStatus run(IProgressMonitor newMonitor) {
            monitor = newMonitor;
            Display display = list.getDisplay();
            for (PartItem part = next(); part != null; part = next()) {
                try {
                    show(display, part, Optional.of(ThumbnailMaker.make(part, edgePx, this)));
                } catch (LacunaException e) {
                    // Who opens the part is told what is wrong with its file.
                    show(display, part, Optional.empty());
                } catch (CancelledException e) {
                    if (newMonitor.isCanceled()) {
                        return Status.CANCEL_STATUS;
                    }
                }
            }
            return Status.OK_STATUS;
        }

        private void show(
                Display display, PartItem part, Optional<ThumbnailMaker.Picture> picture) {
            Path source = ThumbnailMaker.source(part).orElseThrow();
            if (!display.isDisposed() && !isUnwanted()) {
                display.asyncExec(() -> keep(source, picture));
            }
        }

        @Override
        public void begin(String task, long steps) {}

        @Override
        public void advance(long steps) {}

        @Override
        public boolean isCancelled() {
            return isUnwanted() || monitor.isCanceled();
        }
    }
}
