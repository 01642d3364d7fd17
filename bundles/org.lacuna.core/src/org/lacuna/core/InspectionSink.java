package org.lacuna.core;

/**
 * Service: receives each inspection as soon as it is there. Calls come one after the other, in the
 * order of the samples. Register an implementation as an OSGi service under this interface.
 */
public interface InspectionSink {
    /**
     * @param source where the sample came from
     * @param inspection the result
     * @throws StorageException when the result cannot be delivered; the inspection run then stops
     */
    void accept(SampleSource source, Inspection inspection) throws StorageException;
}
