"""What all export scripts share: options, known inputs, checkpoints, and the descriptor.

The definitions are those of docs/formats.md ('Model descriptor', 'Golden output'); Lacuna holds the
file against them when it opens the network.
"""

import argparse
import hashlib
import json
import os
import sys

import numpy as np

GOLDEN_PLACES = 32
GOLDEN_SEED = 1
GROUP_RADIUS = np.float32(0.125)


def stop(message):
    """Ends the script with a message and without a stack trace."""
    sys.exit("error: " + message)


def describing_parser(doc, licence=None, source=None):
    """Options of every script that writes a descriptor; without a default they must be given."""
    parser = argparse.ArgumentParser(description=doc.split("\n")[0])
    parser.add_argument("--id", required=True, help="id of the descriptor, and name of its file")
    parser.add_argument(
        "--licence", default=licence, required=not licence, help="what the weights may be used for"
    )
    parser.add_argument(
        "--source", default=source, required=not source, help="where they are from, one line"
    )
    return parser


def exporting_parser(doc, licence, source):
    """Options of every script that turns a checkpoint of a transformer into a network."""
    parser = describing_parser(doc, licence, source)
    parser.add_argument("checkpoint", nargs="?", help="official .pth file")
    parser.add_argument("--out", default=".", help="folder for network and descriptor")
    parser.add_argument("--heads", type=int, help="attention heads; default: one for 64 channels")
    parser.add_argument("--trust-pickle", action="store_true", help="run code from the checkpoint")
    parser.add_argument("--random-weights", type=int, metavar="SEED", help="for tests")
    parser.add_argument("--dim", type=int, default=384, help="channels, with --random-weights")
    parser.add_argument("--depth", type=int, default=12, help="blocks, with --random-weights")
    return parser


def exporting_arguments(parser):
    """What the user gave to an exporting_parser, with licence and source as they are to be stated."""
    a = parser.parse_args()
    if (a.checkpoint is None) == (a.random_weights is None):
        parser.error("give a checkpoint, or --random-weights SEED")
    if a.checkpoint is None:
        a.heads = a.heads or max(1, a.dim // 64)
        a.licence = "EPL-2.0"
        a.source = "%s --random-weights %d" % (parser.prog, a.random_weights)
    os.makedirs(a.out, exist_ok=True)
    return a


def numbers(text):
    values = [float(v) for v in text.split(",")]
    if len(values) != 3:
        raise argparse.ArgumentTypeError("expected three numbers, e.g. 0.485,0.456,0.406")
    return values


def add_image_options(parser):
    """Options of every script that describes an image network that is there already."""
    parser.add_argument("--width", type=int, default=224, help="of its input; default: 224")
    parser.add_argument("--height", type=int, default=224, help="the same")
    parser.add_argument("--order", choices=["RGB", "BGR"], default="RGB", help="default: RGB")
    parser.add_argument("--scale", type=float, default=1, help="of values: 1 (default) or 255")
    parser.add_argument(
        "--mean",
        type=numbers,
        default=[0.485, 0.456, 0.406],
        help="of scaled values, e.g. 0.5,0.5,0.5; default: ImageNet's",
    )
    parser.add_argument(
        "--std", type=numbers, default=[0.229, 0.224, 0.225], help="the same; default: ImageNet's"
    )
    parser.add_argument(
        "--class-tokens", type=int, default=0, help="tokens before those of patches; default: 0"
    )
    parser.add_argument(
        "--tolerance", type=float, default=1e-3, help="of the golden output; default: 0.001"
    )


def image_member(a, name):
    """The descriptor's image object of those options; name: of the input."""
    return {
        "input": name,
        "width": a.width,
        "height": a.height,
        "channelOrder": a.order,
        "scale": a.scale,
        "mean": a.mean,
        "std": a.std,
    }


def output_member(name, shape, class_tokens):
    if len(shape) == 4:
        _, channels, height, width = shape
        member = {"name": name, "layout": "map", "gridWidth": width, "gridHeight": height}
    elif len(shape) == 3:
        _, tokens, channels = shape
        side = int(round(max(0, tokens - class_tokens) ** 0.5))
        if side * side + class_tokens != tokens:
            stop(
                "output %s: %d tokens are no square grid and %d class tokens"
                % (name, tokens, class_tokens)
            )
        member = {"name": name, "layout": "tokens", "classTokens": class_tokens}
        member.update({"gridWidth": side, "gridHeight": side})
    else:
        stop("output %s has the shape %s, expected 3 or 4 lengths" % (name, shape))
    member["channels"] = channels
    if min(member["gridWidth"], member["gridHeight"], channels) < 1:
        stop("output %s: the file leaves its shape %s open" % (name, shape))
    return member


def uniform(seed, count, skip=0):
    """SplitMix64: the highest 24 bits of each draw, as float32 in [0, 1)."""
    with np.errstate(over="ignore"):
        i = np.arange(skip + 1, skip + count + 1, dtype=np.uint64)
        z = np.uint64(seed) + i * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float32) * np.float32(2.0**-24)


def normalise(rgb, image):
    """Network input 1 x 3 x height x width of an image height x width x 3 with values in [0, 1]."""
    order = [0, 1, 2] if image["channelOrder"] == "RGB" else [2, 1, 0]
    v = rgb.astype(np.float64)[:, :, order] * image["scale"]
    v = (v - np.array(image["mean"])) / np.array(image["std"])
    return np.ascontiguousarray(v.transpose(2, 0, 1)[None].astype(np.float32))


def golden_image(image, seed=GOLDEN_SEED):
    """The known input of an image network, by input name."""
    w, h = image["width"], image["height"]
    return {image["input"]: normalise(uniform(seed, h * w * 3).reshape(h, w, 3), image)}


def golden_points(points, seed=GOLDEN_SEED):
    """The known inputs of a network for points, by input name."""
    g, s = points["groups"], points["groupSize"]
    n = g * s * 3
    neighbours = (2 * uniform(seed, n) - 1) * GROUP_RADIUS
    centres = 2 * uniform(seed, g * 3, skip=n) - 1
    return {
        points["neighbours"]: neighbours.reshape(1, g, s, 3),
        points["centres"]: centres.reshape(1, g, 3),
    }


def places(size):
    """Where the stored values of a golden output lie in it."""
    k = min(GOLDEN_PLACES, size)
    return [0] if k == 1 else [i * (size - 1) // (k - 1) for i in range(k)]


def short(value):
    """A float32 with as many digits as it has."""
    return float("%.9g" % value)


def golden(outputs, seed=GOLDEN_SEED, tolerance=1e-3):
    """The descriptor's golden member; outputs: arrays by output name, for the known input."""
    values = {}
    for name, array in outputs.items():
        flat = np.asarray(array, dtype=np.float32).reshape(-1)
        if not np.isfinite(flat).all():
            stop("output %s of the known input is not finite" % name)
        values[name] = [short(flat[p]) for p in places(flat.size)]
        if not any(values[name]):
            stop("output %s is 0 at all places that would be stored" % name)
    return {"seed": seed, "tolerance": tolerance, "values": values}


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as f:
        for block in iter(lambda: f.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def write_descriptor(
    network,
    identifier,
    kind,
    licence,
    source,
    member,
    outputs,
    golden_member,
    engine="onnxruntime",
):
    """Writes <id>.json beside the network; member is the descriptor's image or points object."""
    descriptor = {
        "format": "lacuna-model-1",
        "id": identifier,
        "kind": kind,
        "engine": engine,
        "file": os.path.basename(network),
        "sha256": sha256(network),
        "licence": licence,
        "source": source,
        kind: member,
        "outputs": outputs,
    }
    if golden_member is not None:
        descriptor["golden"] = golden_member
    path = os.path.join(os.path.dirname(network) or ".", identifier + ".json")
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        json.dump(descriptor, f, indent=2, ensure_ascii=False, allow_nan=False)
        f.write("\n")
    return path


def load_checkpoint(path, trust_pickle):
    """A PyTorch checkpoint. Only numbers are read, unless the user trusts the file."""
    import torch

    try:
        return torch.load(path, map_location="cpu", weights_only=not trust_pickle)
    except Exception as e:  # pickle raises nearly anything
        if trust_pickle:
            stop("%s: cannot be read: %s" % (path, e))
        stop(
            "%s: holds more than numbers (%s). Reading it would run code from it; "
            "pass --trust-pickle if you trust where it is from" % (path, str(e).split("\n")[0])
        )


def randomise(module, seed):
    """Random weights that keep values alive through every layer, unlike an initialisation."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    state = module.state_dict()
    for name, tensor in state.items():
        if not tensor.is_floating_point():
            continue
        r = torch.randn(tensor.shape, generator=generator)
        if name.endswith("running_var"):
            state[name] = 0.5 + r.abs()
        elif tensor.dim() == 1:
            scale = name.endswith("weight")
            state[name] = (1.0 if scale else 0.0) + 0.1 * r
        elif "embed" in name and tensor.dim() == 3 or "cls" in name:
            state[name] = 0.5 * r
        else:
            state[name] = r / float(tensor[0].numel()) ** 0.5
    module.load_state_dict(state)


def load_strictly(module, state, path, ignored):
    """Loads a state dict; what is missing is an error, what is left over must be expected."""
    wanted = set(module.state_dict().keys())
    missing = sorted(wanted - set(state))
    if missing:
        stop("%s: no %s: not a checkpoint of this architecture" % (path, ", ".join(missing[:5])))
    left = sorted(k for k in set(state) - wanted if not k.startswith(tuple(ignored)))
    if left:
        stop("%s: unknown weights %s: another architecture" % (path, ", ".join(left[:5])))
    module.load_state_dict({k: state[k] for k in wanted})


def export(module, inputs, input_names, output_names, path, batch):
    """Writes an ONNX file, opset 17, all weights inside."""
    import torch

    axes = {n: {0: "batch"} for n in input_names + output_names} if batch else None
    torch.onnx.export(
        module,
        inputs,
        path,
        opset_version=17,
        input_names=input_names,
        output_names=output_names,
        dynamic_axes=axes,
        do_constant_folding=True,
    )
