#!/usr/bin/env python3
"""Writes a descriptor for an image network that is an ONNX file already.

  describe_onnx.py squeezenet.onnx --id squeezenet-1 --licence BSD-2-Clause --source "..." \\
      --input data_0 --order BGR --scale 255 --mean 104,117,123 --std 1,1,1 \\
      --output fire5/concat_1 --output fire9/concat_1

The descriptor is put beside the network. Outputs of four dimensions are taken as maps, of three as
tokens on a square grid, class tokens first. With the package onnxruntime at hand, shapes and the
golden output come from a run; without it, shapes come from the file and there is no golden output.
"""

import argparse

import onnx

import lacuna_model


def shapes_in_file(path):
    model = onnx.load(path, load_external_data=False)
    return {
        o.name: [d.dim_value for d in o.type.tensor_type.shape.dim] for o in model.graph.output
    }


def run(path, inputs, names):
    """Outputs by name, or None without onnxruntime."""
    try:
        import onnxruntime
    except ImportError:
        return None
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return dict(zip(names, session.run(names, inputs)))


def output_member(name, shape, class_tokens):
    if len(shape) == 4:
        _, channels, height, width = shape
        member = {"name": name, "layout": "map", "gridWidth": width, "gridHeight": height}
    elif len(shape) == 3:
        _, tokens, channels = shape
        side = int(round(max(0, tokens - class_tokens) ** 0.5))
        if side * side + class_tokens != tokens:
            lacuna_model.stop(
                "output %s: %d tokens are no square grid and %d class tokens"
                % (name, tokens, class_tokens)
            )
        member = {"name": name, "layout": "tokens", "classTokens": class_tokens}
        member.update({"gridWidth": side, "gridHeight": side})
    else:
        lacuna_model.stop("output %s has the shape %s, expected 3 or 4 lengths" % (name, shape))
    member["channels"] = channels
    if min(member["gridWidth"], member["gridHeight"], channels) < 1:
        lacuna_model.stop("output %s: the file leaves its shape %s open" % (name, shape))
    return member


def numbers(text):
    values = [float(v) for v in text.split(",")]
    if len(values) != 3:
        raise argparse.ArgumentTypeError("expected three numbers, e.g. 0.485,0.456,0.406")
    return values


def main():
    parser = lacuna_model.describing_parser(__doc__)
    parser.add_argument("network")
    parser.add_argument("--input", required=True, help="name of the graph's input")
    parser.add_argument("--output", required=True, action="append", help="once for each output")
    parser.add_argument("--width", type=int, default=224)
    parser.add_argument("--height", type=int, default=224)
    parser.add_argument("--order", choices=["RGB", "BGR"], default="RGB")
    parser.add_argument("--scale", type=float, default=1, help="1 or 255 as a rule")
    parser.add_argument("--mean", type=numbers, default=[0.485, 0.456, 0.406])
    parser.add_argument("--std", type=numbers, default=[0.229, 0.224, 0.225])
    parser.add_argument("--class-tokens", type=int, default=0)
    parser.add_argument("--tolerance", type=float, default=1e-3)
    a = parser.parse_args()
    image = {
        "input": a.input,
        "width": a.width,
        "height": a.height,
        "channelOrder": a.order,
        "scale": a.scale,
        "mean": a.mean,
        "std": a.std,
    }
    there = shapes_in_file(a.network)
    for name in a.output:
        if name not in there:
            lacuna_model.stop("%s: no output %s, there are: %s" % (a.network, name, list(there)))
    results = run(a.network, lacuna_model.golden_image(image), a.output)
    golden = None
    if results is None:
        print("no package onnxruntime: shapes from the file, no golden output")
    else:
        there = {name: list(array.shape) for name, array in results.items()}
        golden = lacuna_model.golden(results, tolerance=a.tolerance)
    outputs = [output_member(name, there[name], a.class_tokens) for name in a.output]
    print(
        lacuna_model.write_descriptor(
            a.network, a.id, "image", a.licence, a.source, image, outputs, golden
        )
    )


if __name__ == "__main__":
    main()
