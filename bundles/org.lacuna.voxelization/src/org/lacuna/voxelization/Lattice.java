package org.lacuna.voxelization;

/**
 * A lattice of cubic cells over the bounding block of a cloud, from its lowest corner, and the
 * points' places in it in fixed point: the number of a cell along each axis, then {@link
 * #fractionBits} bits of the way through it. Sums of such places are exact, so they come out the
 * same in whatever order, by whatever threads they are made. Immutable, thread-safe.
 */
final class Lattice {
    /** Fraction bits where the cloud is not too wide: 2^18 of them fit in 32 bits. */
    static final int MOST_FRACTION_BITS = 14;

    /** Bits of a cell's number along one axis, and along all three. */
    private static final int MOST_CELL_BITS = 26;

    private static final int KEY_BITS = 62;

    /** Bits of a cell's place in its cube along one axis. */
    private static final int CUBE_BITS = CellTable.PAGE_BITS / 3;

    private static final int CUBE = (1 << CUBE_BITS) - 1;
    private static final int PLACE_BITS = 30;

    final float minX;
    final float minY;
    final float minZ;

    private final float maxX;
    private final float maxY;
    private final float maxZ;

    /** Edge of a cell: as asked for, or larger where so many such cells cannot be numbered. */
    final double edgeMm;

    final int fractionBits;

    /** Units of fixed point a millimetre, and millimetres a unit. */
    final float scale;

    private final double unitMm;
    private final int shiftY;
    private final int shiftZ;
    private final int maskX;
    private final int maskY;

    /** Cubes along z, with room for one more cell that rounding may need. */
    private final long layers;

    /**
     * @param wantedEdgeMm edge of a cell, above 0
     */
    Lattice(Points points, double wantedEdgeMm) {
        Points.Block block = points.block();
        this.minX = block.minX();
        this.minY = block.minY();
        this.minZ = block.minZ();
        this.maxX = block.maxX();
        this.maxY = block.maxY();
        this.maxZ = block.maxZ();
        double extentX = (double) maxX - minX;
        double extentY = (double) maxY - minY;
        double extentZ = (double) maxZ - minZ;
        double edge = wantedEdgeMm;
        while (!fits(extentX / edge, extentY / edge, extentZ / edge)) {
            edge *= 2;
        }
        int bitsX = bits(extentX / edge);
        int bitsY = bits(extentY / edge);
        int bitsZ = bits(extentZ / edge);
        int most = Math.max(bitsX, Math.max(bitsY, bitsZ));
        this.fractionBits = Math.min(MOST_FRACTION_BITS, PLACE_BITS - most);
        this.scale = (float) ((1 << fractionBits) / edge);
        this.unitMm = 1.0 / scale;
        this.edgeMm = (1 << fractionBits) * unitMm;
        this.shiftY = 3 * CUBE_BITS + bitsX - CUBE_BITS;
        this.shiftZ = shiftY + bitsY - CUBE_BITS;
        this.maskX = (1 << bitsX - CUBE_BITS) - 1;
        this.maskY = (1 << bitsY - CUBE_BITS) - 1;
        this.layers = ((long) (extentZ / edge) + 1 >> CUBE_BITS) + 1;
    }

    private static boolean fits(double cellsX, double cellsY, double cellsZ) {
        return Math.max(cellsX, Math.max(cellsY, cellsZ)) < 1 << MOST_CELL_BITS - 1
                && bits(cellsX) + bits(cellsY) + bits(cellsZ) <= KEY_BITS;
    }

    /** Bits that number this many cells, with room for one more that rounding may need. */
    private static int bits(double cells) {
        return Math.max(CUBE_BITS, 32 - Integer.numberOfLeadingZeros((int) cells + 1));
    }

    int fractionMask() {
        return (1 << fractionBits) - 1;
    }

    /**
     * Key of the cell that holds a point at these places. Its lowest bits tell the cells of a cube
     * of 4 x 4 x 4 apart, so that neighbours share a page of a {@link CellTable}.
     */
    long key(int x, int y, int z) {
        int column = x >> fractionBits;
        int row = y >> fractionBits;
        int layer = z >> fractionBits;
        int inCube = (layer & CUBE) << 2 * CUBE_BITS | (row & CUBE) << CUBE_BITS | column & CUBE;
        return (long) (layer >> CUBE_BITS) << shiftZ
                | (long) (row >> CUBE_BITS) << shiftY
                | (long) (column >> CUBE_BITS) << 3 * CUBE_BITS
                | inCube;
    }

    /** All keys are below this. */
    long keys() {
        return layers << shiftZ;
    }

    /** Coordinate of a place given as a real number, whose cell has this key. */
    float x(long key, double fraction) {
        int cube = (int) (key >>> 3 * CUBE_BITS) & maskX;
        return coordinate(minX, maxX, cube << CUBE_BITS | (int) key & CUBE, fraction);
    }

    float y(long key, double fraction) {
        int cube = (int) (key >>> shiftY) & maskY;
        int inCube = (int) key >>> CUBE_BITS & CUBE;
        return coordinate(minY, maxY, cube << CUBE_BITS | inCube, fraction);
    }

    float z(long key, double fraction) {
        int cube = (int) (key >>> shiftZ);
        int inCube = (int) key >>> 2 * CUBE_BITS & CUBE;
        return coordinate(minZ, maxZ, cube << CUBE_BITS | inCube, fraction);
    }

    /** Half a unit makes up for what places were rounded down by, but leads out of no block. */
    private float coordinate(float min, float max, int cell, double fraction) {
        double place = ((long) cell << fractionBits) + fraction + 0.5;
        float c = (float) (min + place * unitMm);
        return c < max ? c : max;
    }
}
