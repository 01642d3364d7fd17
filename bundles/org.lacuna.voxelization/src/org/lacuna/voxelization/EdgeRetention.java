package org.lacuna.voxelization;

/** Which edge points of a sub-voxel stand in the reduced cloud beside, or instead of, centroids. */
public enum EdgeRetention {
    /** None: centroids only. */
    NONE,
    /** The one with the strongest response replaces the centroid: edges stay, density does too. */
    STRONGEST,
    /** All of them replace the centroid. */
    ALL
}
