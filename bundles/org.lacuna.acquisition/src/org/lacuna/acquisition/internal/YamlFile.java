package org.lacuna.acquisition.internal;

import org.lacuna.core.DataException;
import org.lacuna.core.StorageException;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A small YAML file with numbers in nested maps. Only the plain types of YAML 1.2 are made, never a
 * class that the file names; size, depth and aliases are bounded.
 */
final class YamlFile {
    private static final int MAX_BYTES = 1 << 16;

    private final Path path;
    private final Object root;

    private YamlFile(Path path, Object root) {
        this.path = path;
        this.root = root;
    }

    static YamlFile read(Path path) throws DataException, StorageException {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(String.valueOf(path.getFileName()))
                        .setCodePointLimit(MAX_BYTES)
                        .setMaxAliasesForCollections(10)
                        .setAllowRecursiveKeys(false)
                        .build();
        try {
            FileChecks.requireReadable(path);
            if (Files.size(path) > MAX_BYTES) {
                throw DataException.of(
                        path, Files.size(path) + " bytes long", "at most " + MAX_BYTES);
            }
            return new YamlFile(path, new Load(settings).loadFromString(Files.readString(path)));
        } catch (CharacterCodingException e) {
            throw DataException.of(path, "bytes that are no UTF-8 text", "a YAML file", e);
        } catch (IOException e) {
            throw StorageException.of(path, "read", e);
        } catch (YamlEngineException | StackOverflowError e) {
            String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw DataException.of(path, "damaged: " + why, "a YAML file", e);
        }
    }

    /** The number or truth value (as 0 or 1) under the keys, empty if there is none. */
    OptionalDouble number(String... keys) {
        Object value = root;
        for (String key : keys) {
            value = value instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return switch (value) {
            case Number n -> OptionalDouble.of(n.doubleValue());
            case Boolean b -> OptionalDouble.of(b ? 1 : 0);
            case null, default -> OptionalDouble.empty();
        };
    }

    /** As {@link #number}, for a number that must be there. */
    double required(String... keys) throws DataException {
        OptionalDouble value = number(keys);
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            throw DataException.of(
                    path, "no number under " + String.join(".", keys), "a finite number");
        }
        return value.getAsDouble();
    }
}
