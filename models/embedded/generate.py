"""Procedural 'products': families of good parts and the defects that may befall them.

A product is a seeded program. It renders any number of instances that a quality engineer would call the same part:
pose, light, exposure, grain and noise differ from instance to instance, the design does not.
Images are float32 in [0, 1], size x size x 3, as a camera would store them (sRGB-like response).
"""
import argparse
import os

import numpy as np

LATTICE = 64


def _smooth(t):
    return t * t * (3 - 2 * t)


def noise(lattice, u, v):
    """Value noise in [-1, 1] of a wrapped lattice at coordinates in lattice cells."""
    iu, iv = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    fu, fv = _smooth(u - iu), _smooth(v - iv)
    a, b, c, d = iu % LATTICE, (iu + 1) % LATTICE, iv % LATTICE, (iv + 1) % LATTICE
    return ((lattice[c, a] * (1 - fu) + lattice[c, b] * fu) * (1 - fv)
            + (lattice[d, a] * (1 - fu) + lattice[d, b] * fu) * fv)


def lattice(rng):
    return rng.uniform(-1, 1, (LATTICE, LATTICE)).astype(np.float32)


def cells(u, v, rng, jitter):
    """Distance to the nearest and second nearest of jittered lattice points, and a value of the nearest cell."""
    ju, jv, val = (rng.uniform(-.5, .5, (LATTICE, LATTICE)) * jitter, rng.uniform(-.5, .5, (LATTICE, LATTICE)) * jitter,
                   rng.uniform(-1, 1, (LATTICE, LATTICE)))
    iu, iv = np.floor(u).astype(np.int64), np.floor(v).astype(np.int64)
    d1 = np.full(u.shape, 9.)
    d2 = np.full(u.shape, 9.)
    value = np.zeros(u.shape)
    for a in (-1, 0, 1):
        for b in (-1, 0, 1):
            x, y = (iu + a) % LATTICE, (iv + b) % LATTICE
            d = (iu + a + .5 + ju[y, x] - u) ** 2 + (iv + b + .5 + jv[y, x] - v) ** 2
            nearer = d < d1
            d2 = np.where(nearer, d1, np.minimum(d2, d))
            value = np.where(nearer, val[y, x], value)
            d1 = np.where(nearer, d, d1)
    return np.sqrt(d1), np.sqrt(d2), value


class Texture:
    """A field in about [-1, 1] over the part's coordinates (pixels)."""
    KINDS = ('fractal', 'fractal', 'brushed', 'grating', 'weave', 'cells', 'cracks', 'dots', 'checks', 'flat', 'speckle')

    def __init__(self, rng):
        self.kind = rng.choice(self.KINDS)
        self.seed = int(rng.integers(1 << 62))
        self.fixed = rng.random() < .35          # printed on the part, or grown anew on each part
        self.period = float(np.exp(rng.uniform(np.log(3), np.log(28))))
        self.angle = rng.uniform(0, np.pi)
        self.slope = rng.uniform(.35, .75)
        self.stretch = float(np.exp(rng.uniform(0, np.log(12))))
        self.warp = rng.uniform(0, .35) * (rng.random() < .6)
        self.duty = rng.uniform(-.6, .6)
        self.hard = rng.uniform(1, 8)
        self.jitter = rng.uniform(0, 1)

    def at(self, x, y, rng):
        own = np.random.default_rng(self.seed)
        r = own if self.fixed else np.random.default_rng(rng.integers(1 << 62))
        c, s = np.cos(self.angle), np.sin(self.angle)
        u, v = (c * x + s * y) / self.period, (c * y - s * x) / self.period
        if not self.fixed:
            u, v = u + r.uniform(0, LATTICE), v + r.uniform(0, LATTICE)
        if self.warp:
            u, v = u + self.warp * noise(lattice(r), u / 3, v / 3), v + self.warp * noise(lattice(r), u / 3 + 7, v / 3)
        k = self.kind
        if k == 'fractal':
            f, a = 0, 1
            for o in range(4):
                f, a = f + a * noise(lattice(r), u * 2 ** o / 2, v * 2 ** o / 2), a * self.slope
            return f / (1 + self.slope)
        if k == 'brushed':
            return (noise(lattice(r), u / self.stretch, v * 3) + .6 * noise(lattice(r), u / self.stretch * 2, v * 7)) / 1.2
        if k == 'grating':
            return np.tanh(self.hard * (np.sin(2 * np.pi * u) + self.duty))
        if k == 'weave':
            a, b = np.sin(2 * np.pi * u), np.sin(2 * np.pi * v)
            over = np.sin(np.pi * (np.floor(u * 2) + np.floor(v * 2)) + .5 * np.pi)
            return np.clip(np.where(over > 0, np.abs(a), np.abs(b)) * 2 - 1 + .2 * noise(lattice(r), u * 4, v * 4), -1, 1)
        if k == 'cells':
            d1, d2, val = cells(u, v, r, self.jitter)
            return np.clip(val * .8 + .4 * (d2 - d1), -1, 1)
        if k == 'cracks':
            d1, d2, _ = cells(u, v, r, self.jitter)
            return 1 - 2 * np.exp(-(d2 - d1) * self.hard * 2)
        if k == 'dots':
            d1, _, val = cells(u, v, r, self.jitter * .6)
            return np.tanh((.32 + .1 * val * self.jitter - d1) * self.hard * 4)
        if k == 'checks':
            return np.tanh(self.hard * np.sin(np.pi * u) * np.sin(np.pi * v))
        if k == 'speckle':
            n = noise(lattice(r), u * 2, v * 2)
            return np.where(n > .55, 1, np.where(n < -.6, -1, .15 * n))
        return np.zeros(x.shape)


def shape_sdf(kind, p, x, y):
    """Signed distance in pixels, negative inside; roughly Euclidean."""
    c, s = np.cos(p['t']), np.sin(p['t'])
    u, v = c * (x - p['x']) + s * (y - p['y']), c * (y - p['y']) - s * (x - p['x'])
    if kind == 'disc':
        return np.hypot(u, v) - p['a']
    if kind == 'ring':
        return np.abs(np.hypot(u, v) - p['a']) - p['w']
    if kind == 'box':
        du, dv = np.abs(u) - p['a'] + p['r'], np.abs(v) - p['b'] + p['r']
        return np.hypot(np.maximum(du, 0), np.maximum(dv, 0)) + np.minimum(np.maximum(du, dv), 0) - p['r']
    if kind == 'bar':
        return np.abs(v) - p['w']
    if kind == 'star':
        th = np.arctan2(v, u)
        return np.hypot(u, v) - p['a'] * (1 + p['m'] * np.cos(p['n'] * th))
    if kind == 'arc':
        return np.maximum(np.abs(np.hypot(u, v) - p['a']) - p['w'], -u + p['a'] * p['m'])
    raise ValueError(kind)


class Material:
    def __init__(self, rng):
        base = np.exp(rng.uniform(np.log(.03), np.log(.9)))
        tint = rng.normal(0, rng.choice([.02, .05, .25]), 3)
        self.albedo = np.clip(base * (1 + tint), .01, .97)
        other = np.exp(rng.uniform(np.log(.03), np.log(.9))) * (1 + rng.normal(0, .15, 3))
        self.other = np.clip(other, .01, .97)
        self.texture = Texture(rng)
        self.print = rng.uniform(.03, 1) ** 2      # how much of the texture is colour
        self.emboss = rng.uniform(0, 1.2) * (rng.random() < .6)   # how much is height (pixels)
        self.specular = rng.uniform(0, 1.2) * (rng.random() < .6)
        self.gloss = np.exp(rng.uniform(np.log(4), np.log(80)))


class Product:
    def __init__(self, seed, size):
        rng = np.random.default_rng([seed, 1])
        self.seed, self.size = seed, size
        self.family = rng.choice(['texture', 'object', 'object', 'lattice', 'lattice'])
        self.ground = Material(rng)
        self.shapes = []
        n = 0 if self.family == 'texture' else int(rng.integers(3, 26)) if self.family == 'object' else int(rng.integers(1, 5))
        self.pitch = (rng.uniform(14, 60), rng.uniform(14, 60))
        self.shift = rng.choice([0, .5, rng.uniform(0, 1)])
        self.turn = rng.uniform(0, np.pi)
        materials = [Material(rng) for _ in range(int(rng.integers(1, 5)))]
        for _ in range(n):
            lat = self.family == 'lattice'
            scale = min(self.pitch) * .5 if lat else size * np.exp(rng.uniform(np.log(.04), np.log(.4)))
            kind = rng.choice(['disc', 'ring', 'box', 'box', 'bar', 'star', 'arc'] if not lat else ['disc', 'ring', 'box', 'box', 'star'])
            a = scale * rng.uniform(.35, 1)
            b = scale * rng.uniform(.2, 1)
            p = dict(x=rng.uniform(-.3, .3) * self.pitch[0] if lat else rng.uniform(0, size),
                     y=rng.uniform(-.3, .3) * self.pitch[1] if lat else rng.uniform(0, size),
                     t=rng.choice([0, 0, np.pi / 4, rng.uniform(0, np.pi)]), a=a, b=b, w=max(.7, min(a, b) * rng.uniform(.08, .5)),
                     r=min(a, b) * rng.uniform(0, .9), m=rng.uniform(0, .4), n=int(rng.integers(2, 9)))
            self.shapes.append((kind, p, materials[int(rng.integers(len(materials)))], rng.uniform(-4, 4), rng.uniform(.7, 5),
                                rng.random() < .8))
        # what differs from part to part
        self.free_turn = rng.random() < .2
        self.shift_px = rng.choice([2, 6, 20])
        self.turn_rad = rng.choice([.01, .06, .25])
        self.light_change = rng.choice([.02, .15, .5])
        self.light = rng.uniform(0, 2 * np.pi), rng.uniform(.25, 1.2)
        self.ambient = rng.uniform(.05, .6)
        self.exposure = np.exp(rng.uniform(np.log(.12), np.log(1.6)))
        self.exposure_change = rng.choice([.02, .1, .25])
        self.grain = np.exp(rng.uniform(np.log(.002), np.log(.03)))
        self.blur = rng.uniform(.35, 1.0)
        # A barrel: sine of the angle at its rim.
        self.roll = rng.uniform(.5, .97) if self.family != 'texture' and rng.random() < .4 else 0
        self.roll_across = rng.random() < .5
        self.falloff = rng.uniform(0, .9) * (rng.random() < .5)
        self.bulge = rng.uniform(-1.2, 1.2) * (rng.random() < .5), rng.uniform(-1.2, 1.2) * (rng.random() < .5)

    def render(self, instance):
        rng = np.random.default_rng([self.seed, 2, instance])
        n = self.size
        row, col = np.mgrid[:n, :n].astype(np.float32)
        turn = rng.uniform(0, 2 * np.pi) if self.free_turn else rng.normal(0, self.turn_rad)
        c, s, z = np.cos(turn), np.sin(turn), np.exp(rng.normal(0, .02))
        dx, dy = rng.uniform(-1, 1, 2) * self.shift_px
        steep = 0
        if self.roll:
            flat = col if self.roll_across else row
            sine = np.clip((flat - n / 2) / (n / 2) * self.roll, -.99, .99)
            around = np.arcsin(sine) / self.roll * (n / 2) + n / 2
            steep = sine / np.sqrt(1 - sine * sine)
            row, col = (row, around) if self.roll_across else (around, col)
        x = (c * (col - n / 2) + s * (row - n / 2)) * z + n / 2 + dx
        y = (c * (row - n / 2) - s * (col - n / 2)) * z + n / 2 + dy
        t = self.ground.texture.at(x, y, rng)
        mix = np.clip(.5 + .5 * t, 0, 1)[..., None] * self.ground.print
        albedo = self.ground.albedo * (1 - mix) + self.ground.other * mix
        height = self.ground.emboss * t
        spec = np.full((n, n), self.ground.specular)
        gloss = np.full((n, n), self.ground.gloss)
        sx, sy = x, y
        if self.family == 'lattice':
            cc, ss = np.cos(self.turn), np.sin(self.turn)
            px, py = rng.uniform(0, 500, 2)        # like a wheel that stops anywhere
            u, v = (cc * x + ss * y + px) / self.pitch[0], (cc * y - ss * x + py) / self.pitch[1]
            u = u + self.shift * np.floor(v)
            sx, sy = (u - np.floor(u) - .5) * self.pitch[0], (v - np.floor(v) - .5) * self.pitch[1]
        grown = {}
        for kind, p, m, h, bevel, keeps in self.shapes:
            q = p
            if not keeps:
                q = dict(p, x=p['x'] + rng.normal(0, 1.5), y=p['y'] + rng.normal(0, 1.5))
            d = shape_sdf(kind, q, sx, sy)
            if d.min() > bevel:
                continue
            inside = np.clip(.5 - d / 1.2, 0, 1)
            if id(m) not in grown:
                grown[id(m)] = m.texture.at(x, y, rng)
            t = grown[id(m)]
            mix = np.clip(.5 + .5 * t, 0, 1)[..., None] * m.print
            a = m.albedo * (1 - mix) + m.other * mix
            albedo = albedo * (1 - inside[..., None]) + a * inside[..., None]
            height = height + h * np.clip(.5 - d / (2 * bevel), 0, 1) + inside * m.emboss * t
            spec = spec * (1 - inside) + m.specular * inside
            gloss = gloss * (1 - inside) + m.gloss * inside
        gy, gx = np.gradient(height)
        row, col = np.mgrid[:n, :n].astype(np.float32)
        gx, gy = (gx + steep, gy) if self.roll_across else (gx, gy + steep)
        gx = gx + self.bulge[0] * (col / n - .5)
        gy = gy + self.bulge[1] * (row / n - .5)
        az = self.light[0] + rng.normal(0, self.light_change)
        el = np.clip(self.light[1] + rng.normal(0, self.light_change * .5), .15, 1.5)
        l = np.array([np.cos(az) * np.cos(el), np.sin(az) * np.cos(el), np.sin(el)])
        inv = 1 / np.sqrt(gx * gx + gy * gy + 1)
        diffuse = np.maximum(0, (-gx * l[0] - gy * l[1] + l[2]) * inv)
        hv = l + np.array([0, 0, 1])
        hv = hv / np.linalg.norm(hv)
        shine = spec * np.maximum(0, (-gx * hv[0] - gy * hv[1] + hv[2]) * inv) ** gloss
        hollow = np.clip(1 - .12 * (blurred(height, 3) - height), .4, 1.2)
        image = albedo * (self.ambient * hollow + (1 - self.ambient) * diffuse)[..., None] + shine[..., None] * .6
        if self.falloff:
            fx, fy = rng.uniform(.3, .7, 2)
            image = image * (1 - self.falloff + self.falloff * np.exp(-((col / n - fx) ** 2 + (row / n - fy) ** 2) * 4))[..., None]
        image = image * self.exposure * np.exp(rng.normal(0, self.exposure_change))
        return image.astype(np.float32), albedo.astype(np.float32)

    def shoot(self, image, rng):
        """What the camera makes of light: blur, response, grain, 8 bits."""
        image = blurred(image, self.blur * np.exp(rng.normal(0, .08)))
        image = np.clip(image, 0, 1) ** (1 / 2.2)
        image = image + rng.normal(0, self.grain, image.shape) + rng.normal(0, self.grain * .5, image.shape[:2])[..., None]
        return np.round(np.clip(image, 0, 1) * 255).astype(np.uint8)


def blurred(a, sigma):
    r = max(1, int(np.ceil(2.5 * sigma)))
    k = np.exp(-np.arange(-r, r + 1) ** 2 / (2 * sigma * sigma))
    k = (k / k.sum()).astype(a.dtype)
    for axis in (0, 1):
        pad = [(0, 0)] * a.ndim
        pad[axis] = (r, r)
        b = np.pad(a, pad, mode='reflect')
        n = a.shape[axis]
        out = 0
        for i in range(2 * r + 1):
            out = out + k[i] * (b[i:i + n] if axis == 0 else b[:, i:i + n])
        a = out
    return a


def defect(product, instance, rng):
    """One damaged instance: light image with a defect, and its mask (float32, 1 = defect)."""
    image, albedo = product.render(instance)
    n = product.size
    row, col = np.mgrid[:n, :n].astype(np.float64)
    mask = np.zeros((n, n))
    for _ in range(int(rng.integers(1, 4))):
        cx, cy = rng.uniform(.08 * n, .92 * n, 2)
        r = float(np.exp(rng.uniform(np.log(1.5), np.log(11))))
        kind = rng.choice(['cut', 'hole', 'stain', 'grain', 'swap', 'smear', 'shift', 'fibre', 'dent', 'fade'])
        if kind in ('cut', 'fibre'):
            d = wire(rng, n, cx, cy, r * rng.uniform(1.5, 4))
            w = rng.uniform(.4, 1.6)
            m = np.clip(w + .5 - d, 0, 1)
        else:
            th = np.arctan2(row - cy, col - cx)
            rr = r * (1 + sum(rng.uniform(0, .22) * np.cos((k + 1) * th + rng.uniform(0, 6.3)) for k in range(5)))
            stretch = np.exp(rng.uniform(-.7, .7))
            d = np.hypot((col - cx) * stretch, (row - cy) / stretch) - rr
            m = np.clip(.5 - d / rng.uniform(.8, 3), 0, 1)
        near = (np.hypot(col - cx, row - cy) < 25)[..., None]
        level = float((image * near).sum() / (3 * near.sum())) + 1e-3
        m3 = m[..., None]
        before = image
        if kind == 'cut':
            lip = np.roll(m, tuple(rng.integers(-1, 2, 2)), (0, 1)) * (1 - m)
            image = image * (1 - rng.uniform(.4, .95) * m3) + lip[..., None] * level * rng.uniform(0, 1.2)
        elif kind == 'fibre':
            image = image * (1 - m3) + m3 * level * np.exp(rng.normal(0, .8)) * (1 + rng.normal(0, .2, 3))
        elif kind == 'hole':
            edge = np.clip(1 - np.abs(d) / 1.5, 0, 1)[..., None] * ((col - cx) * rng.normal() + (row - cy) * rng.normal() > 0)[..., None]
            image = image * (1 - m3) + m3 * image * rng.uniform(0, .4) + edge * level * rng.uniform(0, .8)
        elif kind == 'stain':
            colour = level * np.exp(rng.normal(0, .7)) * np.clip(1 + rng.normal(0, rng.choice([.05, .4]), 3), .1, 3)
            a = rng.uniform(.3, 1) * m3
            image = image * (1 - a) + a * colour * (1 + .3 * Texture(rng).at(col, row, rng)[..., None])
        elif kind == 'grain':
            t = Texture(rng).at(col, row, rng)[..., None]
            image = image * (1 + m3 * t * rng.uniform(.25, .8))
        elif kind == 'swap':
            dy, dx = rng.integers(n // 5, n - n // 5, 2)
            image = image * (1 - m3) + m3 * np.roll(image, (dy, dx), (0, 1))
        elif kind == 'smear':
            s = rng.uniform(1.5, 4)
            image = image * (1 - m3) + m3 * blurred(image, s)
        elif kind == 'shift':
            dy, dx = rng.choice([-4, -3, -2, 2, 3, 4], 2)
            image = image * (1 - m3) + m3 * np.roll(image, (dy, dx), (0, 1))
        elif kind == 'dent':
            a = rng.uniform(0, 2 * np.pi)
            slope = (np.cos(a) * (col - cx) + np.sin(a) * (row - cy)) / r
            image = image * np.clip(1 + (m * slope * rng.uniform(.3, 1))[..., None], .05, 3)
        else:
            image = image * (1 + m3 * rng.choice([-1, 1]) * rng.uniform(.2, .7))
        change = np.abs(image - before).max(2) / (before.mean(2) + .25 * level + 2e-3)
        mask = np.maximum(mask, m * (change > .12))
    return np.maximum(image, 0).astype(np.float32), mask.astype(np.float32)


def wire(rng, n, cx, cy, length):
    """Distance to a crooked line."""
    row, col = np.mgrid[:n, :n].astype(np.float64)
    t = rng.uniform(0, 2 * np.pi)
    x, y = cx, cy
    d = np.full((n, n), 1e9)
    k = 5
    for _ in range(k):
        t += rng.normal(0, .35)
        x2, y2 = x + length / k * np.cos(t), y + length / k * np.sin(t)
        px, py, bx, by = col - x, row - y, x2 - x, y2 - y
        h = np.clip((px * bx + py * by) / (bx * bx + by * by + 1e-9), 0, 1)
        d = np.minimum(d, np.hypot(px - bx * h, py - by * h))
        x, y = x2, y2
    return d


def task(seed, size, normals, damaged):
    """Good instances, damaged instances and masks of one product: uint8 arrays."""
    p = Product(seed, size)
    rng = np.random.default_rng([seed, 3])
    good = [p.shoot(p.render(i)[0], rng) for i in range(normals)]
    bad, masks = [], []
    for i in range(damaged):
        image, mask = defect(p, normals + i, rng)
        bad.append(p.shoot(image, rng))
        masks.append(np.round(mask * 255).astype(np.uint8))
    return np.stack(good), np.stack(bad), np.stack(masks)


def write(folder, first, count, size=128, block=50):
    """Files of `block` products each: 4 good instances, 3 damaged ones, masks. What is there is not made again."""
    os.makedirs(folder, exist_ok=True)
    for start in range(first, first + count, block):
        path = os.path.join(folder, '%06d.npz' % start)
        if os.path.exists(path):
            continue
        tasks = [task(seed, size, 4, 3) for seed in range(start + 1000, start + 1000 + block)]
        good, damaged, masks = (np.stack(a) for a in zip(*tasks))
        np.savez(path + '.tmp.npz', g=good, d=damaged, m=masks)
        os.replace(path + '.tmp.npz', path)
        print(start + block - first, 'of', count, 'products', flush=True)


def sheet(path, first=100000, rows=10, size=112):
    """A picture to look at: three good instances, a damaged one, its mask, another damaged one."""
    from PIL import Image
    picture = np.zeros((rows * size, 12 * size, 3), np.uint8)
    for k in range(2 * rows):
        good, damaged, masks = task(first + k, size, 3, 2)
        tiles = [*good, damaged[0], np.repeat(masks[0][..., None], 3, 2), damaged[1]]
        for j, tile in enumerate(tiles):
            row, column = (k // 2) * size, ((k % 2) * 6 + j) * size
            picture[row:row + size, column:column + size] = tile
    Image.fromarray(picture).save(path)


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--out', required=True, help='folder for the products, or a .png file for a picture of some')
    parser.add_argument('--products', type=int, default=5500)
    parser.add_argument('--first', type=int, default=0, help='number of the first product, which is its seed')
    options = parser.parse_args()
    if options.out.endswith('.png'):
        sheet(options.out)
    else:
        write(options.out, options.first, options.products)
