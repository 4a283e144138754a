# ruff: noqa
# %% wrong: the biases are no parameters | feedback: biases are (missing|parameters)
def count_cost(net, input_shape):
    x = torch.zeros(1, *input_shape)
    parameters = macs = 0
    stack = [net]
    flat = []

    def walk(m):
        for layer in m:
            walk(layer) if isinstance(layer, nn.Sequential) else flat.append(layer)

    walk(net)
    with torch.no_grad():
        for layer in flat:
            x = layer(x)
            if hasattr(layer, "weight"):
                parameters += layer.weight.numel()
                macs += x.numel() * layer.weight[0].numel()
    return {"parameters": parameters, "macs": macs}


# %% wrong: multiply-adds are the parameters | feedback: at every place, not once
def count_cost(net, input_shape):
    n = sum(p.numel() for p in net.parameters())
    return {"parameters": n, "macs": n}


# %% wrong: multiply-adds are the weights without biases | feedback: at every place, not once
def count_cost(net, input_shape):
    n = sum(p.numel() for p in net.parameters())
    return {"parameters": n, "macs": sum(p.numel() for p in net.parameters() if p.dim() > 1)}


# %% wrong: a multiply-add counts two operations | feedback: counts 1, not 2
def count_cost(net, input_shape):
    from torch.utils.flop_counter import FlopCounterMode

    with FlopCounterMode(display=False) as counter:
        net(torch.zeros(1, *input_shape))
    return {
        "parameters": sum(p.numel() for p in net.parameters()),
        "macs": counter.get_total_flops(),
    }


# %% wrong: adding the biases counts | feedback: adding a bias counts 0
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        macs += out.numel() * (layer.weight[0].numel() + (layer.bias is not None))

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: groups are forgotten | feedback: with groups|with a group
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        if isinstance(layer, nn.Conv2d):
            kh, kw = layer.kernel_size
            macs += out.numel() * layer.in_channels * kh * kw
        else:
            macs += layer.in_features * layer.out_features

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: groups divide twice | feedback: with groups|with a group|how many are put out
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        each = layer.weight[0].numel()
        if isinstance(layer, nn.Conv2d):
            each //= layer.groups
        macs += out.numel() * each

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: each place that comes in costs, not each that goes out | feedback: puts out fewer places than come in
def count_cost(net, input_shape):
    macs = 0

    def count(layer, inputs, out):
        nonlocal macs
        if isinstance(layer, nn.Conv2d):
            macs += inputs[0][0, 0].numel() * layer.weight.numel()
        else:
            macs += layer.weight.numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: the channels that come in are forgotten | feedback: over all channels that come in
def count_cost(net, input_shape):
    macs = 0

    def count(layer, inputs, out):
        nonlocal macs
        if isinstance(layer, nn.Conv2d):
            kh, kw = layer.kernel_size
            macs += out.numel() * kh * kw
        else:
            macs += layer.weight.numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: the kernel is taken to be square | feedback: a kernel \(1, 3\)|need not be square
def count_cost(net, input_shape):
    macs = 0

    def count(layer, inputs, out):
        nonlocal macs
        if isinstance(layer, nn.Conv2d):
            macs += out.numel() * layer.in_channels // layer.groups * layer.kernel_size[0] ** 2
        else:
            macs += layer.weight.numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: only layers at the top | feedback: Sequential in Sequential|in a Sequential inside
def count_cost(net, input_shape):
    x, macs = torch.zeros(1, *input_shape), 0
    with torch.no_grad():
        for layer in net:
            x = layer(x)
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                macs += x.numel() * layer.weight[0].numel()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: frozen parameters are left out | feedback: frozen
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        macs += out.numel() * layer.weight[0].numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    n = sum(p.numel() for p in net.parameters() if p.requires_grad)
    return {"parameters": n, "macs": macs}


# %% wrong: a layer at two places is worked through once | feedback: at two places
def count_cost(net, input_shape):
    def walk(module, x):
        macs = 0
        for layer in module.children():
            if isinstance(layer, nn.Sequential):
                x, more = walk(layer, x)
                macs += more
            else:
                x = layer(x)
                if isinstance(layer, (nn.Conv2d, nn.Linear)):
                    macs += x.numel() * layer.weight[0].numel()
        return x, macs

    with torch.no_grad():
        _, macs = walk(net, torch.zeros(1, *input_shape))
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: a layer at two places has its parameters twice | feedback: at two places
def count_cost(net, input_shape):
    total = {"parameters": 0, "macs": 0}

    def walk(module, x):
        for layer in module:
            if isinstance(layer, nn.Sequential):
                x = walk(layer, x)
            else:
                x = layer(x)
                total["parameters"] += sum(p.numel() for p in layer.parameters())
                if isinstance(layer, (nn.Conv2d, nn.Linear)):
                    total["macs"] += x.numel() * layer.weight[0].numel()
        return x

    with torch.no_grad():
        walk(net, torch.zeros(1, *input_shape))
    return total


# %% wrong: a formula for sizes that knows no dilation | feedback: dilation
def count_cost(net, input_shape):
    macs = 0

    def walk(module, x):
        nonlocal macs
        for layer in module:
            if isinstance(layer, nn.Sequential):
                x = walk(layer, x)
                continue
            if isinstance(layer, nn.Conv2d):
                size = list(x.shape[2:])
                if layer.padding != "same":
                    size = [
                        (n + 2 * p - k) // s + 1
                        for n, p, k, s in zip(size, layer.padding, layer.kernel_size, layer.stride)
                    ]
                macs += size[0] * size[1] * layer.weight.numel()
            elif isinstance(layer, nn.Linear):
                macs += layer.weight.numel()
            x = layer(x)
        return x

    with torch.no_grad():
        walk(net, torch.zeros(1, *input_shape))
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: the net is left evaluating | feedback: changed the mode|mode of a layer
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        macs += out.numel() * layer.weight[0].numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net.eval()
    with torch.no_grad():
        net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: sets all layers to the mode of the net afterwards | feedback: changed the mode|mode of a layer
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        macs += out.numel() * layer.weight[0].numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    was = net.training
    net.eval()
    with torch.no_grad():
        net(torch.zeros(1, *input_shape))
    net.train(was)
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: clears the gradients | feedback: changed gradients
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        macs += out.numel() * layer.weight[0].numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net.zero_grad()
    net(torch.zeros(1, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: counts the multiply-adds of a batch of two | feedback: counts 1, not 2
def count_cost(net, input_shape):
    macs = 0

    def count(layer, _, out):
        nonlocal macs
        macs += out.numel() * layer.weight[0].numel()

    handles = [
        m.register_forward_hook(count)
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    with torch.no_grad():
        net(torch.zeros(2, *input_shape))
    for handle in handles:
        handle.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: another key | feedback: keys 'parameters' and 'macs'
def count_cost(net, input_shape):
    return {"params": sum(p.numel() for p in net.parameters()), "MACs": 0}


# %% wrong: layers by children, which name a shared one once | feedback: at two places
def count_cost(net, input_shape):
    macs = 0

    def walk(module, x):
        nonlocal macs
        if isinstance(module, nn.Sequential):
            for layer in module.children():
                x = walk(layer, x)
            return x
        x = module(x)
        if isinstance(module, (nn.Conv2d, nn.Linear)):
            macs += x.numel() * module.weight[0].numel()
        return x

    with torch.no_grad():
        walk(net, torch.zeros(1, *input_shape))
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: pooling costs, too | feedback: pooling|count 0
def count_cost(net, input_shape):
    macs = 0

    def count(m, i, o):
        nonlocal macs
        if isinstance(m, (nn.Conv2d, nn.Linear)):
            macs += o.numel() * m.weight[0].numel()
        elif isinstance(m, (nn.MaxPool2d, nn.AvgPool2d)):
            macs += i[0].numel()

    twin = copy.deepcopy(net)
    for m in twin.modules():
        m.register_forward_hook(count)
    twin(torch.zeros(1, *input_shape))
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: padding written for numbers only, "same" forgotten | feedback: your function raised|padding
def count_cost(net, input_shape):
    c, h, w = input_shape
    macs = 0
    for m in net:
        if isinstance(m, nn.Conv2d):
            h = (h + 2 * m.padding[0] - m.kernel_size[0]) // m.stride[0] + 1
            w = (w + 2 * m.padding[1] - m.kernel_size[1]) // m.stride[1] + 1
            macs += h * w * m.out_channels * m.weight[0].numel()
        elif isinstance(m, nn.Linear):
            macs += m.weight.numel()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% wrong: gradients switched off for good | feedback: frozen|gradient
def count_cost(net, input_shape):
    net.requires_grad_(False)
    macs = []
    hooks = [
        m.register_forward_hook(lambda m, i, o: macs.append(o.numel() * m.weight[0].numel()))
        for m in net.modules()
        if isinstance(m, (nn.Conv2d, nn.Linear))
    ]
    net(torch.zeros(1, *input_shape))
    for h in hooks:
        h.remove()
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": sum(macs)}


# %% right: hooks on every layer, the input taken from what comes in
def count_cost(net, input_shape):
    work = []

    def count(layer, inputs, out):
        if isinstance(layer, nn.Conv2d):
            kh, kw = layer.kernel_size
            work.append(out.numel() * kh * kw * (layer.in_channels // layer.groups))
        elif isinstance(layer, nn.Linear):
            work.append(inputs[0].numel() * out.numel())

    handles = [m.register_forward_hook(count) for m in net.modules()]
    try:
        with torch.inference_mode():
            net(torch.rand(*([1] + list(input_shape))))
    finally:
        for handle in handles:
            handle.remove()
    return dict(parameters=np.sum([p.numel() for p in net.parameters()]), macs=np.sum(work))


# %% right: a copy, evaluating, without storage
def count_cost(net, input_shape):
    twin = copy.deepcopy(net).to("meta").eval()
    macs = []
    for m in twin.modules():
        if isinstance(m, (nn.Conv2d, nn.Linear)):
            m.register_forward_hook(lambda m, i, o: macs.append(o.numel() * m.weight[0].numel()))
    twin(torch.empty((1, *input_shape), device="meta"))
    return {"macs": sum(macs), "parameters": sum(p.numel() for p in twin.parameters())}


# %% right: torch's counter of operations, halved
from torch.utils.flop_counter import FlopCounterMode


def count_cost(net, input_shape):
    with FlopCounterMode(display=False) as counter, torch.no_grad():
        net(torch.zeros(tuple(input_shape)).unsqueeze(0))
    return {
        "parameters": sum(p.numel() for p in net.parameters()),
        "macs": counter.get_total_flops() / 2,
    }


# %% right: layer after layer, recursive, on a copy
def count_cost(net, input_shape):
    seen, total = {}, 0

    def walk(module, x):
        nonlocal total
        if isinstance(module, nn.Sequential):
            for layer in module:
                x = walk(layer, x)
            return x
        for p in module.parameters():
            seen[id(p)] = p.numel()
        x = module(x)
        if isinstance(module, nn.Conv2d):
            total += x.numel() * module.weight.shape[1:].numel()
        if isinstance(module, nn.Linear):
            total += module.in_features * module.out_features
        return x

    walk(copy.deepcopy(net).eval(), torch.zeros(1, *input_shape))
    return {"parameters": sum(seen.values()), "macs": total}


# %% right: sizes by formula, no input sent
import math


def count_cost(net, input_shape):
    def pair(v):
        return (v, v) if isinstance(v, int) else tuple(v)

    macs = 0
    shape = tuple(input_shape)

    def sizes(shape, layer, dilation, ceil=False):
        out = []
        for n, k, s, p, d in zip(
            shape[1:], pair(layer.kernel_size), pair(layer.stride), pair(layer.padding), dilation
        ):
            steps = (n + 2 * p - d * (k - 1) - 1) / s
            m = (math.ceil(steps) if ceil else math.floor(steps)) + 1
            if ceil and (m - 1) * s >= n + p:
                m -= 1
            out.append(m)
        return tuple(out)

    def walk(module):
        nonlocal macs, shape
        for layer in module:
            if isinstance(layer, nn.Sequential):
                walk(layer)
            elif isinstance(layer, nn.Conv2d):
                if layer.padding != "same":
                    shape = (0, *sizes(shape, layer, pair(layer.dilation)))
                shape = (layer.out_channels, *shape[1:])
                macs += math.prod(shape) * layer.weight[0].numel()
            elif isinstance(layer, nn.Linear):
                macs += layer.weight.numel()
                shape = (layer.out_features,)
            elif isinstance(layer, nn.Flatten):
                shape = (math.prod(shape),)
            elif isinstance(layer, (nn.AdaptiveAvgPool2d, nn.AdaptiveMaxPool2d)):
                shape = (shape[0], *pair(layer.output_size))
            elif isinstance(layer, (nn.MaxPool2d, nn.AvgPool2d)):
                shape = (
                    shape[0],
                    *sizes(shape, layer, pair(getattr(layer, "dilation", 1)), layer.ceil_mode),
                )

    walk(net)
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% right: patches the layers' functions for the time of one call
def count_cost(net, input_shape):
    import torch.nn.functional as F
    from unittest import mock

    work = []
    conv, linear = F.conv2d, F.linear

    def conv2d(x, w, *args, **kwargs):
        y = conv(x, w, *args, **kwargs)
        work.append(y.numel() * w[0].numel())
        return y

    def dense(x, w, *args):
        work.append(w.numel())
        return linear(x, w, *args)

    with mock.patch.object(F, "conv2d", conv2d), mock.patch.object(F, "linear", dense):
        net(torch.ones(1, *input_shape))
    vector = torch.nn.utils.parameters_to_vector(net.parameters())
    return {"parameters": len(vector), "macs": torch.tensor(work).sum()}


# %% right: torch.fx, shapes propagated through the graph
import torch.fx
from torch.fx.passes.shape_prop import ShapeProp


def count_cost(net, input_shape):
    traced = torch.fx.symbolic_trace(copy.deepcopy(net).eval())
    ShapeProp(traced).propagate(torch.zeros(1, *input_shape))
    macs = 0
    for node in traced.graph.nodes:
        if node.op == "call_module":
            layer = traced.get_submodule(node.target)
            if isinstance(layer, (nn.Conv2d, nn.Linear)):
                out = node.meta["tensor_meta"].shape
                macs += int(np.prod(out)) * int(np.prod(layer.weight.shape[1:]))
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}


# %% right: one hook for all modules of the process
from torch.nn.modules.module import register_module_forward_hook


def count_cost(net, input_shape):
    total = [0]

    def hook(module, args, output):
        if type(module) in (nn.Conv2d, nn.Linear):
            total[0] += output[0].numel() * module.weight[0].numel()

    handle = register_module_forward_hook(hook)
    with torch.no_grad():
        net(torch.zeros(*input_shape)[None])
    handle.remove()
    state = {p.data_ptr(): p.numel() for p in net.parameters()}
    return {"parameters": int(sum(state.values())), "macs": total[0]}


# %% right: below the layers, where torch dispatches
from torch.utils._python_dispatch import TorchDispatchMode


class Counter(TorchDispatchMode):
    def __init__(self):
        super().__init__()
        self.macs = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        name = func.overloadpacket.__name__
        if name == "convolution":
            self.macs += out.numel() * args[1][0].numel()
        elif name == "addmm":
            self.macs += args[1].shape[1] * out.numel()
        elif name == "mm":
            self.macs += args[0].shape[1] * out.numel()
        return out


def count_cost(net, input_shape):
    with torch.no_grad(), Counter() as counter:
        net(torch.zeros((1, *input_shape)))
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": counter.macs}


# %% right: an iterator over the layers, a Series comes back
def leaves(net):
    for layer in net:
        if isinstance(layer, nn.Sequential):
            yield from leaves(layer)
        else:
            yield layer


@torch.no_grad()
def count_cost(net, input_shape):
    x, macs = torch.zeros(1, *input_shape), 0
    for layer in leaves(net):
        x = layer(x)
        if hasattr(layer, "weight"):
            macs += x.numel() * layer.weight.numel() // layer.weight.shape[0]
    owned = {p for layer in leaves(net) for p in layer.parameters()}
    return pd.Series({"macs": macs, "parameters": sum(p.numel() for p in owned)})


# %% right: a batch of three, divided by three; state remembered
def count_cost(net, input_shape):
    modes = {name: m.training for name, m in net.named_modules()}
    net.eval()
    macs = 0

    def pre(m, args):
        nonlocal macs
        if isinstance(m, nn.Linear):
            macs += args[0].shape[0] * m.in_features * m.out_features

    def post(m, args, out):
        nonlocal macs
        n, c, h, w = out.shape
        macs += n * c * h * w * m.in_channels // m.groups * m.kernel_size[0] * m.kernel_size[1]

    handles = []
    for m in net.modules():
        if isinstance(m, nn.Linear):
            handles.append(m.register_forward_pre_hook(pre))
        elif isinstance(m, nn.Conv2d):
            handles.append(m.register_forward_hook(post))
    with torch.no_grad():
        net(torch.randn(3, *input_shape))
    [h.remove() for h in handles]
    for name, m in net.named_modules():
        m.training = modes[name]
    return {"parameters": sum(p.numel() for _, p in net.named_parameters()), "macs": macs // 3}


# %% right: forward of each layer replaced and put back
def count_cost(net, input_shape):
    macs = 0
    layers = {m for m in net.modules() if isinstance(m, (nn.Conv2d, nn.Linear))}

    def watch(layer):
        forward = layer.forward

        def watched(x):
            nonlocal macs
            y = forward(x)
            macs += y.numel() * layer.weight[0].numel()
            return y

        layer.forward = watched

    for layer in layers:
        watch(layer)
    with torch.no_grad():
        net(torch.zeros(1, *input_shape))
    for layer in layers:
        del layer.forward
    return {"parameters": sum(p.numel() for p in net.parameters()), "macs": macs}
