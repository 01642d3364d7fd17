#!/usr/bin/env python3
"""Makes the TorchScript files that tests/org.lacuna.inference.tests runs: FOLDER is its only
argument.

Random weights from seeds, with descriptors and golden outputs: one tensor, a tuple, a dictionary,
and a network for points with two arguments. The bytes of the files depend on the version of
PyTorch; those in the tests are of 1.13.
"""

import os
import sys

import torch
import torch.nn.functional as F

import describe_torchscript
import lacuna_model

TOLERANCE = 1e-4
IMAGE = {
    "input": "0",
    "width": 32,
    "height": 32,
    "channelOrder": "RGB",
    "scale": 1,
    "mean": [0.5, 0.25, 0.0],
    "std": [0.5, 1.0, 2.0],
}
POINTS = {"neighbours": "0", "centres": "1", "groups": 16, "groupSize": 8}


class OneTensor(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Conv2d(3, 8, 3, padding=1)
        self.second = torch.nn.Conv2d(8, 4, 1)
        self.dropout = torch.nn.Dropout(0.5)

    def forward(self, image):
        return self.dropout(self.second(F.gelu(self.first(image))))


class Tuple(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Conv2d(3, 6, 4, stride=4)
        self.second = torch.nn.Conv2d(6, 5, 3, padding=1)

    def forward(self, image):
        tokens = self.first(image)
        return tokens.flatten(2).transpose(1, 2).softmax(-1), self.second(tokens)


class Dictionary(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.first = torch.nn.Conv2d(3, 8, 3, padding=1)

    def forward(self, image):
        fine = torch.relu(self.first(image))
        return {"fine": fine, "coarse": F.avg_pool2d(fine, 4)}


class Points(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.point = torch.nn.Linear(3, 8)
        self.centre = torch.nn.Linear(3, 8)

    def forward(self, neighbours, centres):
        return torch.relu(self.point(neighbours)).max(2)[0] + self.centre(centres)


def write(folder, name, network, kind, member, outputs):
    inputs = (lacuna_model.golden_image if kind == "image" else lacuna_model.golden_points)(member)
    network = network.eval()
    lacuna_model.randomise(network, 1)
    traced = torch.jit.trace(
        network, tuple(torch.from_numpy(inputs[i]) for i in sorted(inputs)), strict=False
    )
    path = os.path.join(folder, name + ".pt")
    torch.jit.save(traced, path)
    results = describe_torchscript.run(torch.jit.load(path), inputs)
    lacuna_model.write_descriptor(
        path,
        name,
        kind,
        "EPL-2.0",
        "make_torch_test_networks.py",
        member,
        [lacuna_model.output_member(n, list(results[n].shape), 0) for n in outputs]
        if kind == "image"
        else [{"name": "0", "layout": "groups", "classTokens": 0, "channels": 8}],
        lacuna_model.golden({n: results[n] for n in outputs}, tolerance=TOLERANCE),
        describe_torchscript.ENGINE,
    )


def main():
    folder = sys.argv[1]
    write(folder, "one-tensor", OneTensor(), "image", IMAGE, ["0"])
    write(folder, "tuple", Tuple(), "image", IMAGE, ["0", "1"])
    write(folder, "dictionary", Dictionary(), "image", IMAGE, ["coarse", "fine"])
    write(folder, "points", Points(), "points", POINTS, ["0"])


if __name__ == "__main__":
    main()
