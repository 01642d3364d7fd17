#version 330 core
// Light and shadow as org.lacuna.rendering.FrameShader gives them.
uniform usampler2D points; // number of the point, bits of its depth in mm
uniform usampler2D looks; // colour, packed normal
uniform bool lit;
uniform vec3 toRight;
uniform vec3 toDown;
uniform vec3 toForward;
uniform bool perspective;
uniform float footprint;
uniform float strength;
uniform int reach;
uniform vec3 light;
uniform vec3 halfway;
uniform vec3 lights; // ambient, diffuse, highlight
uniform float stepBiasPx;
uniform float stepCapPx;
uniform float shadow;
uniform float darkest;

out vec4 rgba;

const uint NONE = 0xffffffffu;
const ivec2 PAIRS[4] = ivec2[4](ivec2(1, 0), ivec2(0, 1), ivec2(1, 1), ivec2(1, -1));

float inFront(float depth, ivec2 other, ivec2 size) {
    if (any(lessThan(other, ivec2(0))) || any(greaterThanEqual(other, size))) {
        return 0.0;
    }
    uvec2 found = texelFetch(points, other, 0).xy;
    return found.x == NONE ? 0.0 : depth - uintBitsToFloat(found.y);
}

float steps(float depth, ivec2 at) {
    ivec2 size = textureSize(points, 0);
    float perMm = 1.0 / (float(reach) * (perspective ? depth * footprint : footprint));
    float sum = 0.0;
    for (int pair = 0; pair < 4; pair++) {
        ivec2 d = PAIRS[pair] * reach;
        float step_ = inFront(depth, at + d, size) + inFront(depth, at - d, size);
        sum += clamp(step_ * perMm - stepBiasPx, 0.0, stepCapPx);
    }
    return sum;
}

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    uvec2 point = texelFetch(points, at, 0).xy;
    if (point.x == NONE) {
        rgba = vec4(0.0, 0.0, 0.0, 1.0);
        return;
    }
    uvec2 look = texelFetch(looks, at, 0).xy;
    float brightness = 1.0;
    float highlight = 0.0;
    if (lit) {
        int v = int(look.y);
        vec3 n = vec3(float((v << 24) >> 24), float((v << 16) >> 24), float((v << 8) >> 24)) / 127.0;
        n = vec3(dot(toRight, n), dot(toDown, n), dot(toForward, n));
        // Seen from behind, a surface shows its other side.
        n = n.z > 0.0 ? -n : n;
        brightness = lights.x + lights.y * max(0.0, dot(n, light));
        highlight = lights.z * pow(max(0.0, dot(n, halfway)), 32.0);
    }
    if (strength > 0.0) {
        float shade = 1.0 / (1.0 + shadow * strength * steps(uintBitsToFloat(point.y), at));
        shade = darkest + (1.0 - darkest) * shade;
        brightness *= shade;
        highlight *= shade;
    }
    uvec3 channels = uvec3(look.x >> 16, look.x >> 8, look.x) & 255u;
    vec3 colour = vec3(channels);
    rgba = vec4(floor(min(colour * brightness + highlight, vec3(255.0))) / 255.0, 1.0);
}
