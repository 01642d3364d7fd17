#!/usr/bin/env python3
"""Makes the networks and reference features that tests/org.lacuna.features.tests compares with.

  make_test_networks.py FOLDER                      two small random networks (needs torch)
  make_test_networks.py FOLDER --squeezenet FILE    references of that network (needs onnxruntime)

Everything comes from seeds. NAME.f32 holds little-endian float32: features of the whole path from
the working image to 56 x 56 patches, of which 2,000 evenly spaced values are kept; for points the
tokens of 64 groups of a cloud of 500 points, all of them.
"""

import argparse
import json
import os

import numpy as np

import lacuna_model

IMAGE_SEED = 7
CLOUD_SEED = 11
POINTS = 500
KEPT = 2000


def working_image():
    """224 x 224 x 3: noise on a slope, so that no two places look alike."""
    noise = lacuna_model.uniform(IMAGE_SEED, 224 * 224 * 3).reshape(224, 224, 3)
    slope = (np.arange(224, dtype=np.float32) / np.float32(224))[None, :, None]
    return np.float32(0.5) * noise + np.float32(0.5) * slope


def kept(features):
    flat = features.reshape(-1)
    return flat[[k * (flat.size - 1) // (KEPT - 1) for k in range(KEPT)]]


def save(folder, name, values):
    values.astype("<f4").tofile(os.path.join(folder, name + ".f32"))


def axis(size, to):
    """Matrix to x size: linear between half-pixel centres (size <= to), border repeated."""
    matrix = np.zeros((to, size))
    for i in range(to):
        at = min(max((i + 0.5) * size / to - 0.5, 0), size - 1)
        low = min(int(at), size - 1)
        matrix[i, low] += 1 - (at - low)
        matrix[i, min(low + 1, size - 1)] += at - low
    return matrix


def to_patches(grid):
    """height x width x channels -> 56 x 56 x channels."""
    down = axis(grid.shape[0], 56)
    across = axis(grid.shape[1], 56)
    return np.einsum("yv,vuc,xu->yxc", down, grid.astype(np.float64), across)


def vit(folder):
    import torch

    import export_dino

    net = export_dino.VisionTransformer(16, 2, 2, 64, 8, 112)
    lacuna_model.randomise(net, 1)
    export_dino.write(net, "tiny-vit", folder, "EPL-2.0", "make_test_networks.py")
    small = working_image().reshape(112, 2, 112, 2, 3).mean(axis=(1, 3))
    image = lacuna_model.normalise(small, export_dino.image_member(112))
    with torch.no_grad():
        tokens = net(torch.from_numpy(image)).numpy()[0, 1:]
    save(folder, "tiny-vit", kept(to_patches(tokens.reshape(14, 14, 16))))


def farthest_points(cloud, count):
    picks = [0]
    nearest = np.full(len(cloud), np.inf)
    while len(picks) < count:
        nearest = np.minimum(nearest, ((cloud - cloud[picks[-1]]) ** 2).sum(axis=1))
        picks.append(int(nearest.argmax()))
    return picks


def point_mae(folder):
    import torch

    import export_pointmae

    groups, size = 64, 16
    net = export_pointmae.PointMae((8, 16, 32), 16, 2, 2, 64, 8, [0, 1])
    lacuna_model.randomise(net, 1)
    export_pointmae.write(
        net, "tiny-pointmae", folder, groups, size, "EPL-2.0", "make_test_networks.py"
    )
    cloud = lacuna_model.uniform(CLOUD_SEED, POINTS * 3).reshape(POINTS, 3).astype(np.float64)
    cloud *= [100, 100, 30]
    cloud = cloud.astype(np.float32).astype(np.float64)
    centres = farthest_points(cloud, groups)
    distances = ((cloud[centres][:, None] - cloud[None]) ** 2).sum(axis=2)
    members = np.argsort(distances, axis=1, kind="stable")[:, :size]
    middle = cloud.mean(axis=0)
    radius = np.sqrt(((cloud - middle) ** 2).sum(axis=1).max())
    neighbours = (cloud[members] - cloud[centres][:, None]) / radius
    places = (cloud[centres] - middle) / radius
    with torch.no_grad():
        tokens = net(
            torch.from_numpy(neighbours[None].astype(np.float32)),
            torch.from_numpy(places[None].astype(np.float32)),
        )
    save(folder, "tiny-pointmae", tokens.numpy())


def squeezenet(folder, network):
    import onnxruntime

    with open(os.path.join(folder, "squeezenet.json"), encoding="utf-8") as f:
        descriptor = json.load(f)
    session = onnxruntime.InferenceSession(network, providers=["CPUExecutionProvider"])
    image = descriptor["image"]
    names = [o["name"] for o in descriptor["outputs"]]
    maps = session.run(names, {image["input"]: lacuna_model.normalise(working_image(), image)})
    patches = [to_patches(m[0].transpose(1, 2, 0)) for m in maps]
    save(folder, "squeezenet", kept(np.concatenate(patches, axis=2)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder")
    parser.add_argument("--squeezenet", metavar="FILE")
    a = parser.parse_args()
    if a.squeezenet:
        squeezenet(a.folder, a.squeezenet)
    else:
        vit(a.folder)
        point_mae(a.folder)


if __name__ == "__main__":
    main()
