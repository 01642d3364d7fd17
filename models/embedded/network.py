"""The network behind the extractor 'embedded-rgb-1': a fixed front of energies, and learned layers on top.

Input: N x 3 x H x W, RGB in [0, 1] as a camera stores it, H and W multiples of 16.
Output: 'fine', N x 64 x H/4 x W/4, and 'coarse', N x 48 x H/8 x W/8.
"""
import functools
import math

import torch
import torch.nn as nn
import torch.nn.functional as F


@functools.lru_cache(maxsize=None)
def smoothing(size, sigma, radius, pooled):
    """Matrix that blurs a line of pixels, mirrored at its ends, and then takes the means of each `pooled` of them.

    A product with a dense matrix is several times faster than a convolution of one channel.
    """
    taps = torch.exp(-torch.arange(-radius, radius + 1, dtype=torch.float64) ** 2 / (2 * sigma * sigma))
    taps = taps / taps.sum()
    matrix = torch.zeros(size // pooled, size, dtype=torch.float64)
    for row in range(size):
        for k in range(-radius, radius + 1):
            at = row + k
            while at < 0 or at >= size:
                at = -at if at < 0 else 2 * (size - 1) - at
            matrix[row // pooled, at] += taps[k + radius] / pooled
    return matrix.half().float()     # as the exported file holds it


class Blur:
    """Gaussian blur of every channel, then means of `pooled` x `pooled` pixels."""

    def __init__(self, sigma, radius, pooled=1):
        self.sigma, self.radius, self.pooled = sigma, radius, pooled

    def __call__(self, x):
        down = smoothing(int(x.shape[-2]), self.sigma, self.radius, self.pooled)
        across = smoothing(int(x.shape[-1]), self.sigma, self.radius, self.pooled)
        return torch.matmul(down, torch.matmul(x, across.t()))


def halved(x):
    return F.avg_pool2d(x, 2)


class Front(nn.Module):
    """Fixed: what the filter bank sees (docs/method.md), on the H/4 grid.

    Gabor energies of three octaves and four orientations, band energies, local contrast and means of square-root
    intensities; each in two windows; energies as logarithms. They hardly change when texture shifts by a pixel, and
    learned layers find that hard to invent from few images.
    """
    CHANNELS = 48
    FLOOR = .001
    OFFSET = .01
    TINY = 1e-10

    def __init__(self):
        super().__init__()
        radius, envelope = 6, 1.8
        y, x = torch.meshgrid(torch.arange(-radius, radius + 1.), torch.arange(-radius, radius + 1.), indexing='ij')
        window = torch.exp(-(x * x + y * y) / (2 * envelope ** 2))
        window = window / window.sum()
        kernels = []
        for k in range(4):
            phase = math.pi / 2 * (x * math.cos(k * math.pi / 4) + y * math.sin(k * math.pi / 4))
            even = window * torch.cos(phase)
            kernels += [even - window * even.sum(), window * torch.sin(phase)]
        self.register_buffer('gabor', torch.stack(kernels)[:, None])
        self.radius = radius
        self.blur = Blur(1., 3)
        self.blur_halved = Blur(1., 3, 2)
        self.pool = Blur(.8, 3, 2)
        self.near = Blur(.6, 2)
        self.far = Blur(2., 5)
        self.wide = Blur(.87, 3)

    def pooled(self, energy, level):
        """From a level's grid to the H/4 grid."""
        if level == 0:
            energy = halved(energy)
        return self.pool(energy) if level <= 1 else self.near(energy)

    def forward(self, rgb):
        root = torch.sqrt(rgb + self.OFFSET)
        light = torch.sqrt(.3 * rgb[:, :1] + .59 * rgb[:, 1:2] + .11 * rgb[:, 2:] + self.OFFSET)
        red_green = root[:, :1] - root[:, 1:2]
        yellow_blue = .5 * (root[:, :1] + root[:, 1:2]) - root[:, 2:]
        energies = []
        plane = light
        for level in range(3):
            waves = F.conv2d(F.pad(plane, (self.radius,) * 4, mode='reflect'), self.gabor)
            modulus = torch.sqrt(waves[:, 0::2] ** 2 + waves[:, 1::2] ** 2 + self.TINY)
            smooth = self.blur(plane)
            energies.append(self.pooled(torch.cat([modulus, (plane - smooth).abs()], 1), level))
            if level == 0:
                energies.append(torch.sqrt(self.pooled((plane - self.far(plane)) ** 2, 0) + self.TINY))
            if level < 2:
                plane = halved(smooth)
        energies.append(self.near((smooth - self.far(smooth)).abs()))
        colour = self.blur_halved(torch.cat([red_green, yellow_blue], 1))
        means = torch.cat([self.pooled(light, 0), self.pooled(colour, 1)], 1)
        smooth = self.blur(colour)
        energies.append(self.pooled((colour - smooth).abs(), 1))
        colour = halved(smooth)
        energies.append(self.near((colour - self.blur(colour)).abs()))
        energies = torch.cat(energies, 1)
        return torch.cat([torch.log(energies + self.FLOOR), torch.log(self.wide(energies) + self.FLOOR),
                          means, self.wide(means)], 1)


def convolution(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class Residual(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.a = convolution(channels, channels)
        self.b = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.b(self.a(x)), inplace=True)


class Network(nn.Module):
    FINE, COARSE = 64, 48

    def __init__(self, widths=(24, 48, 96, 160)):
        super().__init__()
        w0, w1, w2, w3 = widths
        self.front = Front()
        self.stem = nn.Sequential(convolution(6, w0, 2), convolution(w0, w0),
                                  nn.Conv2d(w0, w1, 3, 2, 1, bias=False), nn.BatchNorm2d(w1))
        self.inn = nn.Sequential(nn.BatchNorm2d(Front.CHANNELS), nn.Conv2d(Front.CHANNELS, w1, 1, bias=False))
        self.s1 = nn.Sequential(Residual(w1), Residual(w1))
        self.s2 = nn.Sequential(convolution(w1, w2, 2), Residual(w2), Residual(w2))
        self.s3 = nn.Sequential(convolution(w2, w3, 2), Residual(w3))
        self.top = nn.Conv2d(w3, w2, 1)
        self.h1 = nn.Conv2d(w1 + Front.CHANNELS, self.FINE, 1)
        self.h2 = nn.Conv2d(w2, self.COARSE, 1)

    def forward(self, rgb):
        with torch.no_grad():
            energies = self.front(rgb)
        energies = self.inn[0](energies)
        raw = self.stem(torch.cat([rgb * 2 - 1, torch.log(rgb + .03) * .7 + 1], 1))
        fine = self.s1(F.relu(raw + self.inn[1](energies)))
        coarse = self.s2(fine)
        context = F.interpolate(self.top(self.s3(coarse)), scale_factor=2, mode='nearest')
        return self.h1(torch.cat([energies, fine], 1)), self.h2(F.relu(coarse + context))


def joined(fine, coarse):
    """Both outputs on the fine grid, channel by channel, as the extractor joins them."""
    return torch.cat([fine, F.interpolate(coarse, size=fine.shape[2:], mode='bilinear', align_corners=False)], 1)
