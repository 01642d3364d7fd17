package org.lacuna.inspection;

/** How a model stands in the registry of its folder. */
public enum ModelStanding {
    /** No model of the folder was ever promoted. */
    UNREGISTERED,
    /** It is the current model. */
    CURRENT,
    /** Another file is the current model. */
    OTHER,
    /** Its file is the current model's, with other content than was promoted. */
    ALTERED
}
