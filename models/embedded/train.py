"""Trains the embedded RGB network on the products that generate.py wrote. Nothing else is looked at.

Each step takes some products. Of each, three good instances are the memory bank and a damaged one is inspected, as
Lacuna does it: features whitened by the bank's covariance, distance to the nearest of the bank's vectors. The loss asks
that patches with a defect lie farther away than patches without one: for each pair, softplus of the difference of the
logarithms, and once more for the worst of the patches without a defect.

Kept are the weights of the step that tells most damaged parts from good ones, on products that training does not see.

Needs numpy and PyTorch (Debian: python3-torch). One thread of a desktop processor makes about 4 steps a second.
"""
import argparse
import copy
import glob
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from network import Network, joined

CROP = 112
GRID = CROP // 4
GOOD = 3
NORMAL, DEFECT = .02, .3        # share of a patch that is marked
SAMPLED = 256                   # patches without a defect that a step looks at


def load(folder):
    files = sorted(glob.glob(os.path.join(folder, '*.npz')))
    files = [f for f in files if '.tmp.' not in f]
    if len(files) < 6:
        raise SystemExit('error: %s: found %d files of products, expected at least 6 (generate.py makes them)' % (folder, len(files)))
    blocks = []
    for f in files:
        with np.load(f) as z:
            blocks.append((z['g'], z['d'], z['m']))
    return blocks


class Batches:
    def __init__(self, blocks, seed):
        self.blocks, self.rng = blocks, np.random.default_rng(seed)

    def crop(self, image):
        y, x = self.rng.integers(0, image.shape[0] - CROP + 1, 2)
        return image[y:y + CROP, x:x + CROP]

    def product(self, good, damaged, masks, change):
        rng = self.rng
        images = [self.crop(good[i]) for i in rng.permutation(len(good))[:GOOD]]
        d = rng.integers(len(damaged))
        marked = self.crop(np.concatenate([damaged[d], masks[d][..., None]], 2))
        x = np.stack(images + [marked[..., :3]]).astype(np.float32) / 255
        mask = marked[..., 3].astype(np.float32) / 255
        if change:
            x, mask = self.changed(x, mask)
        return x, mask

    def changed(self, x, mask):
        """The same product before another camera: all images change alike, but for the noise."""
        rng = self.rng
        turns = rng.integers(4)
        x, mask = np.rot90(x, turns, (1, 2)), np.rot90(mask, turns)
        if rng.random() < .5:
            x, mask = x[:, :, ::-1], mask[:, ::-1]
        x = x[..., rng.permutation(3)]
        if rng.random() < .5:
            x = np.clip(x * np.exp(rng.uniform(-1.2, .3)), 0, 1)
        if rng.random() < .3:
            x = x ** np.exp(rng.uniform(-.4, .4))
        if rng.random() < .2:
            x = np.repeat(x.mean(3, keepdims=True), 3, 3)
        if rng.random() < .4:
            x = np.clip(x + rng.normal(0, rng.uniform(.002, .02), x.shape), 0, 1)
        return x, mask

    def tensors(self, products, change=True):
        pairs = [self.product(*p, change) for p in products]
        x = np.ascontiguousarray(np.stack([p[0] for p in pairs]), dtype=np.float32)
        mask = np.ascontiguousarray(np.stack([p[1] for p in pairs]), dtype=np.float32)
        x = torch.from_numpy(x).permute(0, 1, 4, 2, 3).reshape(-1, 3, CROP, CROP)
        share = F.avg_pool2d(torch.from_numpy(mask)[:, None], 4).reshape(len(pairs), -1)
        return x.contiguous(memory_format=torch.channels_last), share

    def draw(self, count):
        products = []
        for _ in range(count):
            g, d, m = self.blocks[self.rng.integers(len(self.blocks))]
            k = self.rng.integers(len(g))
            products.append((g[k], d[k], m[k]))
        return self.tensors(products)


def log_distances(features, shrinkage, keep=slice(None)):
    """Of the patches `keep` of the last image to the nearest patch of the other ones."""
    channels = features.shape[1]
    rows = features.permute(0, 2, 3, 1).reshape(GOOD + 1, -1, channels)
    bank, query = rows[:GOOD].reshape(-1, channels), rows[GOOD][keep]
    mean = bank.mean(0)
    bank, query = bank - mean, query - mean
    covariance = bank.T @ bank / len(bank)
    scale = covariance.diagonal().mean()
    factor = torch.linalg.cholesky((1 - shrinkage) * covariance + (shrinkage * scale + 1e-6) * torch.eye(channels))
    white = torch.linalg.solve_triangular(factor, torch.cat([bank, query]).T, upper=False).T
    bank, query = white[:len(bank)], white[len(bank):]
    with torch.no_grad():
        nearest = (bank.pow(2).sum(1)[None] - 2 * query @ bank.T).argmin(1)
    return .5 * torch.log((query - bank[nearest]).pow(2).sum(1) + 1e-3)


def product_loss(features, share, options):
    normal = torch.nonzero(share < NORMAL)[:, 0]
    defect = torch.nonzero(share > DEFECT)[:, 0]
    if len(defect) < 1 or len(normal) < 50:
        return None
    normal = normal[torch.randperm(len(normal))[:SAMPLED]]
    s = log_distances(features, options.shrinkage, torch.cat([defect, normal]))
    gap = (s[len(defect):][None] - s[:len(defect)][:, None]) / options.tau
    return F.softplus(gap).mean() + options.hard * torch.log1p(torch.exp(gap).sum(1) / 8).mean()


def validate(network, blocks, options):
    """Mean AUROC of patches over products that training does not see; the same crops each time."""
    network.eval()
    batches = Batches(blocks, 1)
    found = []
    with torch.no_grad():
        for g, d, m in blocks:
            for k in range(len(g)):
                x, share = batches.tensors([(g[k], d[k], m[k])], change=False)
                s = log_distances(joined(*network(x)), options.shrinkage)
                normal, defect = s[share[0] < NORMAL], s[share[0] > DEFECT]
                if len(normal) and len(defect):
                    found.append(float((defect[:, None] > normal[None]).float().mean()))
    return float(np.mean(found))


def validate_parts(network, blocks, options):
    """Share of the pairs of a damaged and a good instance of one product whose worst patches come in the right order.

    This is what decides an inspection. It does not follow from the AUROC of patches: one odd patch on a good part is
    nothing among thousands there, and a false alarm here. Each good instance is left out of the bank once."""
    network.eval()
    edge = (blocks[0][0].shape[2] - CROP) // 2
    right, pairs = 0., 0
    with torch.no_grad():
        for g, d, _ in blocks:
            for good, damaged in zip(g, d):
                x = np.concatenate([good, damaged])[:, edge:edge + CROP, edge:edge + CROP].astype(np.float32) / 255
                features = joined(*network(torch.from_numpy(x).permute(0, 3, 1, 2).contiguous(memory_format=torch.channels_last)))
                for out in range(len(good)):
                    bank = [i for i in range(len(good)) if i != out][:GOOD]
                    worst = [float(log_distances(features[bank + [i]], options.shrinkage).max())
                             for i in [out, *range(len(good), len(x))]]
                    right += sum((w > worst[0]) + .5 * (w == worst[0]) for w in worst[1:])
                    pairs += len(worst) - 1
    return right / pairs


def follow(average, network, step):
    keep = min(.998, step / (step + 50))
    with torch.no_grad():
        for a, b in zip(average.state_dict().values(), network.state_dict().values()):
            if a.dtype.is_floating_point:
                a.mul_(keep).add_(b, alpha=1 - keep)
            else:
                a.copy_(b)


def save(weights, path):
    torch.save(weights, path + '.tmp')
    os.replace(path + '.tmp', path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('--pool', required=True, help='folder that generate.py wrote')
    parser.add_argument('--out', required=True, help='file for the weights')
    parser.add_argument('--init', help='weights to go on from')
    parser.add_argument('--steps', type=int, default=4000)
    parser.add_argument('--every', type=int, default=400, help='steps between two looks at unseen products')
    parser.add_argument('--products', type=int, default=4, help='a step')
    parser.add_argument('--rate', type=float, default=1.5e-3)
    parser.add_argument('--tau', type=float, default=.15)
    parser.add_argument('--hard', type=float, default=.8, help='weight of the worst patches without a defect')
    parser.add_argument('--shrinkage', type=float, default=.1)
    parser.add_argument('--seed', type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)    # the same bits each time, and convolutions here gain nothing from more
    blocks = load(options.pool)
    held, blocks = [*blocks[:2], *blocks[-3:]], blocks[2:-3]
    batches = Batches(blocks, options.seed)
    network = Network().to(memory_format=torch.channels_last)
    if options.init:
        network.load_state_dict(torch.load(options.init))
    average = copy.deepcopy(network)
    optimizer = torch.optim.AdamW(network.parameters(), options.rate, weight_decay=1e-3)
    start, best = time.time(), 0.
    for step in range(1, options.steps + 1):
        rate = options.rate * min(1, step / 100) * (.5 + .5 * np.cos(np.pi * step / options.steps)) + 1e-6
        for group in optimizer.param_groups:
            group['lr'] = rate
        network.train()
        x, share = batches.draw(options.products)
        features = joined(*network(x))
        features = features.reshape(options.products, GOOD + 1, *features.shape[1:])
        losses = [product_loss(features[k], share[k], options) for k in range(options.products)]
        losses = [loss for loss in losses if loss is not None]
        if not losses:
            continue
        loss = sum(losses) / len(losses)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.)
        optimizer.step()
        follow(average, network, step)
        if step % options.every == 0 or step == options.steps:
            right = validate_parts(average, held, options)
            print('step %d, %.0f s, unseen products: parts in the right order %.4f, AUROC of patches %.4f%s'
                  % (step, time.time() - start, right, validate(average, held, options), ', kept' if right > best else ''), flush=True)
            if right > best:
                best = right
                save(average.state_dict(), options.out)


if __name__ == '__main__':
    main()
