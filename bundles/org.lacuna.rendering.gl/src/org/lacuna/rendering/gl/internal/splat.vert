#version 330 core
// A point of the scene becomes a sprite: a square of whole pixels when small, else a disc that
// lies in the surface. See org.lacuna.rendering.Splatting for the rules.
layout(location = 0) in vec3 place;
layout(location = 1) in uint argb;
layout(location = 2) in uint packedNormal;

uniform vec4 toRight;
uniform vec4 toDown;
uniform vec4 toForward;
uniform bool perspective;
uniform float nearMm;
uniform float focalPx;
uniform vec2 middle;
uniform vec2 size;
uniform float margin;
uniform float pointMm;
uniform bool hasNormals;
uniform float maxSlopeFactor;
uniform float largestSquare;
uniform float maxEdge;
uniform float maxSlope;
uniform float tiltedGrowth;
uniform float discMarginPx;
uniform float bulgeShare;
uniform bool clips;
uniform vec3 clipMin;
uniform vec3 clipMax;

flat out uvec2 look;
flat out uint number;
flat out vec2 centre;
flat out float depthMm;
flat out float radius; // 0 for a square
flat out vec2 slope;
flat out float mmAPixel;
flat out float bulge;

vec3 normal() {
    int v = int(packedNormal);
    return vec3(float((v << 24) >> 24), float((v << 16) >> 24), float((v << 8) >> 24));
}

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0); // not seen
    gl_PointSize = 1.0;
    look = uvec2(argb, packedNormal);
    number = uint(gl_VertexID);
    slope = vec2(0.0);
    bulge = 0.0;
    radius = 0.0;
    centre = vec2(0.0);
    mmAPixel = 1.0;
    depthMm = dot(toForward, vec4(place, 1.0));
    bool hidden = (argb >> 24) == 0u || (perspective && !(depthMm > nearMm));
    if (clips) {
        hidden = hidden || any(lessThan(place, clipMin)) || any(greaterThan(place, clipMax));
    }
    if (hidden) {
        return;
    }
    float scale = perspective ? focalPx / depthMm : focalPx;
    mmAPixel = 1.0 / scale;
    vec2 at = vec2(dot(toRight, vec4(place, 1.0)), dot(toDown, vec4(place, 1.0))) * scale + middle;
    float edge = pointMm * scale;
    if (hasNormals) {
        edge *= 1.0 + float(packedNormal >> 24) / 255.0 * (maxSlopeFactor - 1.0);
    }
    if (edge > largestSquare) {
        float half_ = min(edge, maxEdge) / 2.0;
        radius = half_ + discMarginPx;
        if (hasNormals) {
            vec3 n = normal();
            vec3 turned = vec3(dot(toRight.xyz, n), dot(toDown.xyz, n), dot(toForward.xyz, n));
            float steepest = length(turned.xy) / maxSlope;
            float divisor = max(abs(turned.z), steepest);
            slope = turned.xy / (turned.z < 0.0 ? divisor : -divisor);
            radius = half_ * tiltedGrowth + discMarginPx;
        }
        bulge = bulgeShare / radius;
        gl_PointSize = ceil(2.0 * radius) + 1.0;
        centre = at;
    } else {
        float whole = ceil(max(edge, 1.0));
        centre = floor(at - 0.5 * whole + 0.5) + 0.5 * whole;
        gl_PointSize = whole;
    }
    // Row 0 is the upper one: the picture is drawn upside down, and read that way.
    gl_Position = vec4(2.0 * (centre + margin) / (size + 2.0 * margin) - 1.0, 0.0, 1.0);
}
