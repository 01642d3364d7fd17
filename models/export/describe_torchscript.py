#!/usr/bin/env python3
"""Writes a descriptor for an image network in TorchScript, made with torch.jit.save.

  describe_torchscript.py net.pt --id net-1 --licence Apache-2.0 --source "..." \\
      --output 0 --output 1

Reading the file and running it runs the code in it: only for files that you trust. The descriptor
is put beside the network. TorchScript does not name outputs: in a tuple or list they are 0, 1, 2,
by place, in a dictionary they have their keys; a single one is 0. Outputs of four dimensions are
taken as maps, of three as tokens on a square grid, class tokens first.
"""

import os

import numpy as np
import torch

import lacuna_model

ENGINE = "torchscript"


def flat(result):
    """Nested tuples and lists counted through."""
    for value in result:
        if isinstance(value, (tuple, list)):
            yield from flat(value)
        else:
            yield value


def named(result):
    """What forward returned, by the names that Lacuna gives."""
    if isinstance(result, torch.Tensor):
        result = (result,)
    if isinstance(result, dict):
        return {str(key): value.numpy() for key, value in result.items()}
    return {str(place): value.numpy() for place, value in enumerate(flat(result))}


def run(network, inputs):
    """Outputs by name. One thread and no rewriting of the graph, as in Lacuna."""
    torch.set_num_threads(1)
    ordered = [torch.from_numpy(inputs[name]) for name in sorted(inputs)]
    with torch.no_grad(), torch.jit.optimized_execution(False):
        return named(network.eval()(*ordered))


def chosen(results, names):
    for name in names:
        if name not in results:
            lacuna_model.stop("no output %s, there are: %s" % (name, ", ".join(results)))
        if results[name].dtype != np.float32:
            lacuna_model.stop("output %s is %s, expected float32" % (name, results[name].dtype))
    return {name: results[name] for name in names}


def main():
    parser = lacuna_model.describing_parser(__doc__)
    parser.add_argument("network")
    parser.add_argument("--output", required=True, action="append", help="once for each output")
    lacuna_model.add_image_options(parser)
    a = parser.parse_args()
    if os.path.splitext(a.network)[1] not in (".pt", ".ts"):
        lacuna_model.stop("%s: expected a name that ends with .pt or .ts" % a.network)
    image = lacuna_model.image_member(a, "0")
    network = torch.jit.load(a.network, map_location="cpu")
    results = chosen(run(network, lacuna_model.golden_image(image)), a.output)
    outputs = [
        lacuna_model.output_member(name, list(array.shape), a.class_tokens)
        for name, array in results.items()
    ]
    golden = lacuna_model.golden(results, tolerance=a.tolerance)
    print(
        lacuna_model.write_descriptor(
            a.network, a.id, "image", a.licence, a.source, image, outputs, golden, ENGINE
        )
    )


if __name__ == "__main__":
    main()
