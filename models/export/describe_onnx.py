#!/usr/bin/env python3
"""Writes a descriptor for an image network that is an ONNX file already.

  describe_onnx.py squeezenet.onnx --id squeezenet-1 --licence BSD-2-Clause --source "..." \\
      --input data_0 --order BGR --scale 255 --mean 104,117,123 --std 1,1,1 \\
      --output fire5/concat_1 --output fire9/concat_1

The descriptor is put beside the network. Outputs of four dimensions are taken as maps, of three as
tokens on a square grid, class tokens first. With the package onnxruntime at hand, shapes and the
golden output come from a run; without it, shapes come from the file and there is no golden output.
"""

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


def main():
    parser = lacuna_model.describing_parser(__doc__)
    parser.add_argument("network")
    parser.add_argument("--input", required=True, help="name of the graph's input")
    parser.add_argument("--output", required=True, action="append", help="once for each output")
    lacuna_model.add_image_options(parser)
    a = parser.parse_args()
    image = lacuna_model.image_member(a, a.input)
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
    outputs = [lacuna_model.output_member(name, there[name], a.class_tokens) for name in a.output]
    print(
        lacuna_model.write_descriptor(
            a.network, a.id, "image", a.licence, a.source, image, outputs, golden
        )
    )


if __name__ == "__main__":
    main()
