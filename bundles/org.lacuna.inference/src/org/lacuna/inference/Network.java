package org.lacuna.inference;

import org.lacuna.core.ModelException;

import java.util.List;

/**
 * A network opened for inference. Thread-safe: any number of threads may call {@link #run} at the
 * same time. Same input, same bits, for any number of threads, on the same processor and library.
 */
public interface Network extends AutoCloseable {

    /** Where it runs, and why there. */
    Device device();

    /** Names of the inputs in the file's order, which is the order of {@link #run}. */
    List<String> inputs();

    /** Names of the outputs in the order asked for when it was opened. */
    List<String> outputs();

    /**
     * Runs the network once. The memory outside the Java heap that this takes is free again when it
     * returns.
     *
     * @param inputs one for each of {@link #inputs}; a first dimension that the network leaves open
     *     takes a batch of any size
     * @return one for each of {@link #outputs}
     * @throws ModelException if number or shapes of the inputs do not fit, the network fails on
     *     them, or it is closed
     */
    List<Tensor> run(List<Tensor> inputs) throws ModelException;

    /**
     * Frees what the network holds outside the Java heap, after the calls of {@link #run} that
     * other threads are in. Closing twice does nothing.
     */
    @Override
    void close();
}
