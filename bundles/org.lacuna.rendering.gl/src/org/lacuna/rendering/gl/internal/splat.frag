#version 330 core
flat in uvec2 look;
flat in uint number;
flat in vec2 centre;
flat in float depthMm;
flat in float radius;
flat in vec2 slope;
flat in float mmAPixel;
flat in float bulge;

uniform vec2 depths; // the least one, and 1 / (largest - least)

layout(location = 0) out uvec2 nearest;
layout(location = 1) out uvec2 itsLook;

void main() {
    float at = depthMm;
    if (radius > 0.0) {
        vec2 d = gl_FragCoord.xy - centre;
        float dz = dot(slope, d);
        float squared = dot(d, d) + dz * dz;
        bool isMiddle = all(lessThanEqual(abs(d), vec2(0.5)));
        if (!isMiddle && squared > radius * radius) {
            discard;
        }
        at += (dz + bulge * squared) * mmAPixel;
    }
    gl_FragDepth = (at - depths.x) * depths.y;
    nearest = uvec2(number, floatBitsToUint(at));
    itsLook = look;
}
