#!/usr/bin/env python3
"""DINO vision transformer (Caron et al. 2021) -> ONNX with descriptor.

  export_dino.py dino_vitbase8_pretrain.pth --id dino-vitb8-1 --out DIR
  export_dino.py --random-weights 1 --dim 384 --id random-vits8 --out DIR

Takes the checkpoints that the official repository publishes (backbone only, or the full one, of
which the teacher is used): ViT-S/8, ViT-B/8, ViT-S/16, ViT-B/16. Sizes are read from the weights. The
position embedding is used as it is, so the network sees images of the size it was trained with, 224.
Output: all tokens after the last norm, class token first.

The official code and weights are under the Apache licence 2.0; the weights were trained on
ImageNet, whose images are for non-commercial research: whether that binds you is for you to decide.
"""

import os

import torch
from torch import nn

import lacuna_model

LICENCE = "Apache-2.0"
SOURCE = "DINO, Caron et al. 2021, official checkpoint"
MEAN = [0.485, 0.456, 0.406]
STD = [0.229, 0.224, 0.225]


class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.scale = (dim // heads) ** -0.5
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        b, n, c = x.shape
        qkv = self.qkv(x).reshape(b, n, 3, self.heads, c // self.heads).permute(2, 0, 3, 1, 4)
        weights = ((qkv[0] @ qkv[1].transpose(-2, -1)) * self.scale).softmax(dim=-1)
        return self.proj((weights @ qkv[2]).transpose(1, 2).reshape(b, n, c))


class Mlp(nn.Module):
    def __init__(self, dim, hidden):
        super().__init__()
        self.fc1 = nn.Linear(dim, hidden)
        self.fc2 = nn.Linear(hidden, dim)

    def forward(self, x):
        return self.fc2(nn.functional.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self, dim, heads, hidden):
        super().__init__()
        self.norm1 = nn.LayerNorm(dim, eps=1e-6)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim, eps=1e-6)
        self.mlp = Mlp(dim, hidden)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class PatchEmbed(nn.Module):
    def __init__(self, dim, patch):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, kernel_size=patch, stride=patch)


class VisionTransformer(nn.Module):
    """Names of the weights as in the official repository."""

    def __init__(self, dim, depth, heads, hidden, patch, side):
        super().__init__()
        self.patch_embed = PatchEmbed(dim, patch)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, (side // patch) ** 2 + 1, dim))
        self.blocks = nn.ModuleList([Block(dim, heads, hidden) for _ in range(depth)])
        self.norm = nn.LayerNorm(dim, eps=1e-6)

    def forward(self, image):
        x = self.patch_embed.proj(image).flatten(2).transpose(1, 2)
        x = torch.cat((self.cls_token.expand(x.shape[0], -1, -1), x), dim=1) + self.pos_embed
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


def backbone(checkpoint, path):
    """The weights of the backbone, whichever of the published files it is."""
    if "teacher" in checkpoint:
        checkpoint = checkpoint["teacher"]
    state = {}
    for name, value in checkpoint.items():
        for prefix in ("module.", "backbone."):
            name = name[len(prefix) :] if name.startswith(prefix) else name
        state[name] = value
    if "pos_embed" not in state or "patch_embed.proj.weight" not in state:
        lacuna_model.stop("%s: no vision transformer of DINO" % path)
    return state


def from_checkpoint(path, heads, trust_pickle):
    state = backbone(lacuna_model.load_checkpoint(path, trust_pickle), path)
    dim, _, patch, _ = state["patch_embed.proj.weight"].shape
    tokens = state["pos_embed"].shape[1] - 1
    grid = int(round(tokens**0.5))
    depth = 1 + max(int(n.split(".")[1]) for n in state if n.startswith("blocks."))
    hidden = state["blocks.0.mlp.fc1.weight"].shape[0]
    net = VisionTransformer(dim, depth, heads or max(1, dim // 64), hidden, patch, grid * patch)
    lacuna_model.load_strictly(net, state, path, ["head.", "fc."])
    return net


def image_member(side):
    return {
        "input": "image",
        "width": side,
        "height": side,
        "channelOrder": "RGB",
        "scale": 1,
        "mean": MEAN,
        "std": STD,
    }


def write(net, identifier, folder, licence, source):
    """Exports the network; returns the path of its descriptor."""
    net.eval()
    patch = net.patch_embed.proj.kernel_size[0]
    grid = int(round((net.pos_embed.shape[1] - 1) ** 0.5))
    image = image_member(grid * patch)
    known = torch.from_numpy(lacuna_model.golden_image(image)["image"])
    path = os.path.join(folder, identifier + ".onnx")
    with torch.no_grad():
        lacuna_model.export(net, (known,), ["image"], ["tokens"], path, batch=True)
        tokens = net(known).numpy()
    outputs = [
        {
            "name": "tokens",
            "layout": "tokens",
            "classTokens": 1,
            "gridWidth": grid,
            "gridHeight": grid,
            "channels": net.pos_embed.shape[2],
        }
    ]
    golden = lacuna_model.golden({"tokens": tokens})
    return lacuna_model.write_descriptor(
        path, identifier, "image", licence, source, image, outputs, golden
    )


def main():
    parser = lacuna_model.exporting_parser(__doc__, LICENCE, SOURCE)
    parser.add_argument("--patch", type=int, default=8, help="pixels, with --random-weights")
    parser.add_argument("--side", type=int, default=224, help="pixels, with --random-weights")
    a = lacuna_model.exporting_arguments(parser)
    if a.checkpoint:
        net = from_checkpoint(a.checkpoint, a.heads, a.trust_pickle)
    else:
        net = VisionTransformer(a.dim, a.depth, a.heads, 4 * a.dim, a.patch, a.side)
        lacuna_model.randomise(net, a.random_weights)
    print(write(net, a.id, a.out, a.licence, a.source))


if __name__ == "__main__":
    main()
