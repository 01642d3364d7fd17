#!/usr/bin/env python3
"""Point-MAE (Pang et al. 2022) -> ONNX with descriptor.

  export_pointmae.py pretrain.pth --id point-mae-1 --out DIR
  export_pointmae.py --random-weights 1 --id random-pointmae --out DIR

Takes the checkpoints that the official repository publishes, pre-trained ('MAE_encoder...') or
fine-tuned. Sizes are read from the weights. Output: the tokens after the blocks named by --blocks
(counted from 0; the last of each third by default, as the official part segmentation takes them),
each through the final norm, joined.

The group is not part of the network: Lacuna makes 1024 groups of 128 points by default, the values of
Xu et al. 2025. A class token of a fine-tuned checkpoint is left out.

The official code is under the MIT licence; the weights were trained on ShapeNet, whose models are
for non-commercial research: whether that binds you is for you to decide.
"""

import os

import torch
from torch import nn

import lacuna_model

LICENCE = "MIT"
SOURCE = "Point-MAE, Pang et al. 2022, official checkpoint"


class Encoder(nn.Module):
    """A small PointNet: one token for each group."""

    def __init__(self, widths, channels):
        super().__init__()
        a, b, c = widths
        self.first_conv = nn.Sequential(
            nn.Conv1d(3, a, 1), nn.BatchNorm1d(a), nn.ReLU(), nn.Conv1d(a, b, 1)
        )
        self.second_conv = nn.Sequential(
            nn.Conv1d(2 * b, c, 1), nn.BatchNorm1d(c), nn.ReLU(), nn.Conv1d(c, channels, 1)
        )

    def forward(self, neighbours):
        b, g, n, _ = neighbours.shape
        x = self.first_conv(neighbours.reshape(b * g, n, 3).transpose(1, 2))
        whole = x.max(dim=2, keepdim=True)[0].expand(-1, -1, n)
        x = self.second_conv(torch.cat([whole, x], dim=1))
        return x.max(dim=2)[0].reshape(b, g, -1)


class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.scale = (dim // heads) ** -0.5
        self.qkv = nn.Linear(dim, 3 * dim, bias=False)
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
        self.norm1 = nn.LayerNorm(dim)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim)
        self.mlp = Mlp(dim, hidden)

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Blocks(nn.Module):
    def __init__(self, dim, depth, heads, hidden):
        super().__init__()
        self.blocks = nn.ModuleList([Block(dim, heads, hidden) for _ in range(depth)])


class PointMae(nn.Module):
    """Names of the weights as in the official repository, without 'MAE_encoder.'."""

    def __init__(self, widths, dim, depth, heads, hidden, position, fetch):
        super().__init__()
        self.encoder = Encoder(widths, dim)
        self.pos_embed = nn.Sequential(
            nn.Linear(3, position), nn.GELU(), nn.Linear(position, dim)
        )
        self.blocks = Blocks(dim, depth, heads, hidden)
        self.norm = nn.LayerNorm(dim)
        self.fetch = fetch

    def forward(self, neighbours, centres):
        x = self.encoder(neighbours)
        position = self.pos_embed(centres)
        taken = []
        for k, block in enumerate(self.blocks.blocks):
            x = block(x + position)
            if k in self.fetch:
                taken.append(self.norm(x))
        return torch.cat(taken, dim=2)


def fetched(blocks, depth):
    """Which blocks' tokens are taken, sorted."""
    if blocks is None:
        return sorted({depth * k // 3 - 1 for k in (1, 2, 3)} - {-1})
    numbers = sorted({int(b) for b in blocks.split(",")})
    if not numbers or numbers[0] < 0 or numbers[-1] >= depth:
        lacuna_model.stop("--blocks %s, expected numbers in 0..%d" % (blocks, depth - 1))
    return numbers


def from_checkpoint(path, heads, blocks, trust_pickle):
    checkpoint = lacuna_model.load_checkpoint(path, trust_pickle)
    for key in ("base_model", "model_state_dict"):
        checkpoint = checkpoint.get(key, checkpoint)
    names = {n[len("module.") :] if n.startswith("module.") else n: n for n in checkpoint}
    prefix = "MAE_encoder." if any(n.startswith("MAE_encoder.") for n in names) else ""
    state = {
        n[len(prefix) :]: checkpoint[full] for n, full in names.items() if n.startswith(prefix)
    }
    if "encoder.first_conv.0.weight" not in state or "pos_embed.0.weight" not in state:
        lacuna_model.stop("%s: no encoder of Point-MAE" % path)
    depth = 1 + max(int(n.split(".")[2]) for n in state if n.startswith("blocks.blocks."))
    dim = state["norm.weight"].shape[0]
    net = PointMae(
        (
            state["encoder.first_conv.0.weight"].shape[0],
            state["encoder.first_conv.3.weight"].shape[0],
            state["encoder.second_conv.0.weight"].shape[0],
        ),
        dim,
        depth,
        heads or max(1, dim // 64),
        state["blocks.blocks.0.mlp.fc1.weight"].shape[0],
        state["pos_embed.0.weight"].shape[0],
        fetched(blocks, depth),
    )
    lacuna_model.load_strictly(net, state, path, ["cls_", "reduce_dim", "increase_dim"])
    return net


def write(net, identifier, folder, groups, group_size, licence, source):
    """Exports the network; returns the path of its descriptor."""
    net.eval()
    points = {
        "neighbours": "nb",
        "centres": "center",
        "groups": groups,
        "groupSize": group_size,
    }
    known = lacuna_model.golden_points(points)
    inputs = (torch.from_numpy(known["nb"]), torch.from_numpy(known["center"]))
    path = os.path.join(folder, identifier + ".onnx")
    with torch.no_grad():
        lacuna_model.export(net, inputs, ["nb", "center"], ["tokens"], path, batch=False)
        tokens = net(*inputs).numpy()
    outputs = [
        {"name": "tokens", "layout": "groups", "classTokens": 0, "channels": tokens.shape[2]}
    ]
    golden = lacuna_model.golden({"tokens": tokens})
    return lacuna_model.write_descriptor(
        path, identifier, "points", licence, source, points, outputs, golden
    )


def main():
    parser = lacuna_model.exporting_parser(__doc__, LICENCE, SOURCE)
    parser.add_argument("--groups", type=int, default=1024)
    parser.add_argument("--group-size", type=int, default=128)
    parser.add_argument("--blocks", help="e.g. 3,7,11; default: the last of each third")
    parser.add_argument(
        "--width", type=int, default=128, help="of the first convolution, with --random-weights"
    )
    a = lacuna_model.exporting_arguments(parser)
    if a.checkpoint:
        net = from_checkpoint(a.checkpoint, a.heads, a.blocks, a.trust_pickle)
    else:
        widths = (a.width, 2 * a.width, 4 * a.width)
        fetch = fetched(a.blocks, a.depth)
        net = PointMae(widths, a.dim, a.depth, a.heads, 4 * a.dim, a.width, fetch)
        lacuna_model.randomise(net, a.random_weights)
    print(write(net, a.id, a.out, a.groups, a.group_size, a.licence, a.source))


if __name__ == "__main__":
    main()
