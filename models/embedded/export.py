"""Writes the trained network as ONNX, with its descriptor beside it.

Needs numpy, PyTorch and onnx (Debian: python3-torch, python3-onnx). Weights are stored as float16 and calculated with as
float32, which halves the file.
"""
import argparse
import os
import sys

import numpy as np
import onnx
import onnx.checker
import onnx.helper
import onnx.numpy_helper
import torch
from torch.nn.utils.fusion import fuse_conv_bn_eval

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'export'))
import lacuna_model  # noqa: E402
from network import Network  # noqa: E402

SIDE = 224
OPSET = 13
SMALL = 1024                    # values from which on a tensor is stored as float16
IMAGE = dict(input='image', width=SIDE, height=SIDE, channelOrder='RGB', scale=1, mean=[0, 0, 0], std=[1, 1, 1])


def halve(model):
    """Stores large constants as float16 with a cast; equal ones once."""
    graph = model.graph
    constants = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.op_type == 'Constant' and node.attribute[0].name == 'value':
            constants[node.output[0]] = onnx.numpy_helper.to_array(node.attribute[0].t)
        else:
            nodes.append(node)
    kept, casts, stored, same = [], [], {}, {}
    for name, array in constants.items():
        if array.dtype != np.float32 or array.size < SMALL:
            kept.append(onnx.numpy_helper.from_array(array, name))
            continue
        half = array.astype(np.float16)
        key = (half.shape, half.tobytes())
        if key in stored:
            same[name] = stored[key]
            continue
        stored[key] = name
        kept.append(onnx.numpy_helper.from_array(half, name + '_half'))
        casts.append(onnx.helper.make_node('Cast', [name + '_half'], [name], to=onnx.TensorProto.FLOAT))
    for node in nodes:
        for k, name in enumerate(node.input):
            node.input[k] = same.get(name, name)
    del graph.initializer[:]
    graph.initializer.extend(kept)
    del graph.node[:]
    graph.node.extend(casts + nodes)
    onnx.checker.check_model(model)
    return model


def stored(network):
    """The network as the file will hold it: batch normalisation folded into convolutions, large tensors rounded."""
    for part in network.modules():
        if isinstance(part, torch.nn.Sequential):
            for k in range(len(part) - 1):
                if isinstance(part[k], torch.nn.Conv2d) and isinstance(part[k + 1], torch.nn.BatchNorm2d):
                    part[k] = fuse_conv_bn_eval(part[k], part[k + 1])
                    part[k + 1] = torch.nn.Identity()
    with torch.no_grad():
        for tensor in network.state_dict().values():
            if tensor.numel() >= SMALL:
                tensor.copy_(tensor.half().float())
    return network


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--weights', required=True, help='what train.py wrote')
    parser.add_argument('--out', required=True, help='the .onnx file; the descriptor gets the same name with .json')
    options = parser.parse_args()
    network = Network()
    network.load_state_dict(torch.load(options.weights))
    network = stored(network.eval())
    example = torch.zeros(1, 3, SIDE, SIDE)
    with torch.no_grad():
        network(example)        # makes the smoothing matrices, which else would be traced
        torch.onnx.export(network, example, options.out, opset_version=OPSET, input_names=['image'],
                          output_names=['fine', 'coarse'])
    onnx.save(halve(onnx.load(options.out)), options.out)
    known = torch.from_numpy(lacuna_model.golden_image(IMAGE)['image'])
    with torch.no_grad():
        fine, coarse = network(known)
    outputs = [dict(name='fine', layout='map', gridWidth=SIDE // 4, gridHeight=SIDE // 4, channels=Network.FINE),
               dict(name='coarse', layout='map', gridWidth=SIDE // 8, gridHeight=SIDE // 8, channels=Network.COARSE)]
    golden = lacuna_model.golden(dict(fine=fine.numpy(), coarse=coarse.numpy()))
    name = os.path.splitext(os.path.basename(options.out))[0]
    source = 'trained by the Lacuna project on generated images alone (models/embedded)'
    lacuna_model.write_descriptor(options.out, name, 'image', 'EPL-2.0', source, IMAGE, outputs, golden)


if __name__ == '__main__':
    main()
