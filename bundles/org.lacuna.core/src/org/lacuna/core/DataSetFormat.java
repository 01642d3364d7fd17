package org.lacuna.core;

import java.nio.file.Path;

/**
 * Service: a layout of one category's files on disk. Register an implementation as an OSGi service
 * under this interface.
 */
public interface DataSetFormat {
    /** Name for people, e.g. {@code MVTec 3D-AD}. */
    String name();

    /** Whether the folder looks like one category in this layout. Cheap: looks at names only. */
    boolean recognises(Path category);

    /**
     * Lists the samples without reading them.
     *
     * @throws DataException when the layout is broken (e.g. two files for one sample)
     * @throws StorageException when a folder cannot be listed
     */
    DataSet open(Path category) throws DataException, StorageException;
}
