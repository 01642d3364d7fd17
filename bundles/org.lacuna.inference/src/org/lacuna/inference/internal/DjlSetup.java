package org.lacuna.inference.internal;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineProvider;

import java.lang.reflect.Field;

/** What DJL is kept from doing by itself, with any engine. */
final class DjlSetup {

    private DjlSetup() {}

    /** Before the first touch of DJL's classes. */
    static void configure() {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        if (System.getProperty("DJL_CACHE_DIR") == null) {
            System.setProperty("DJL_CACHE_DIR", DataArea.folder("djl").toString());
        }
    }

    /** Makes an engine known and loads it, which fails with what DJL throws. */
    static Engine register(EngineProvider provider) {
        Engine.registerEngine(provider);
        Engine engine = Engine.getEngine(provider.getEngineName());
        keepTensorsInHostMemory(engine);
        return engine;
    }

    /**
     * Sets the engine's default device before DJL asks for it: it would count GPUs through JNA,
     * which unpacks a library into the user's home. Our tensors are in host memory in any case;
     * ONNX Runtime copies them.
     */
    private static void keepTensorsInHostMemory(Engine engine) {
        try {
            Field device = Engine.class.getDeclaredField("defaultDevice");
            device.setAccessible(true);
            device.set(engine, ai.djl.Device.cpu());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this DJL has no Engine.defaultDevice", e);
        }
    }
}
