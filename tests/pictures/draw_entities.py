"""Draw ``entities.graphml`` from what is stored in it: positions, colours, sizes and weights, nothing else.

Run: ``python tests/pictures/draw_entities.py output/entities.graphml output/entities.png``
"""

import io
import sys
from typing import Any

import matplotlib as mpl
import networkx as nx

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import EllipseCollection, LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Bbox
from PIL import Image

#: The nodes that may get a label, largest first; those that would cover another one go without.
LABELS = 140

_Nodes = list[tuple[str, dict[str, Any]]]


def main(source: str, target: str) -> None:
    """Draw the GraphML file ``source`` as the PNG file ``target``."""
    net = nx.read_graphml(source)
    nodes = sorted(net.nodes(data=True), key=lambda node: (-node[1]["size"], node[0]))
    figure, axes = plt.subplots(figsize=(11, 8.5), dpi=90)
    _draw_edges(axes, net)
    _draw_nodes(axes, nodes)
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.axis("off")
    figure.tight_layout(pad=0)
    figure.canvas.draw()
    _draw_labels(axes, nodes[:LABELS])
    drawn = io.BytesIO()
    figure.savefig(drawn)
    # A palette makes the file a third as large; equal graphs give equal bytes, as PIL writes no date.
    picture = Image.open(drawn).convert("RGB").quantize(255, method=Image.Quantize.MAXCOVERAGE)
    picture.save(target, optimize=True)


def _draw_edges(axes: Axes, net: "nx.Graph[str]") -> None:
    spot = {id_: (data["x"], data["y"]) for id_, data in net.nodes(data=True)}
    edges = sorted(net.edges(data=True), key=lambda edge: (edge[2]["weight"], edge[0], edge[1]))
    axes.add_collection(
        LineCollection(
            [(spot[a], spot[b]) for a, b, _ in edges],
            colors=[data["color"] for *_, data in edges],
            linewidths=[0.3 + 1.2 * data["weight"] for *_, data in edges],
            alpha=0.6,
            zorder=1,
        )
    )


def _draw_nodes(axes: Axes, nodes: _Nodes) -> None:
    sizes = [data["size"] for _, data in nodes]
    axes.add_collection(
        EllipseCollection(
            sizes,
            sizes,
            [0] * len(nodes),
            units="xy",
            offsets=[(data["x"], data["y"]) for _, data in nodes],
            offset_transform=axes.transData,
            facecolors=[data["color"] for _, data in nodes],
            edgecolors="white",
            linewidths=0.4,
            zorder=2,
        )
    )
    colours = {data["type"]: data["color"] for _, data in nodes}
    marks = [Line2D([], [], marker="o", ls="", color=c, label=t) for t, c in sorted(colours.items())]
    axes.legend(handles=marks, loc="lower left", frameon=False, fontsize=9)


def _draw_labels(axes: Axes, nodes: _Nodes) -> None:
    """Label nodes below their discs, largest first, where no label stands yet."""
    taken: list[Bbox] = []
    halo = [withStroke(linewidth=2, foreground="white")]
    for _, data in nodes:
        label = axes.text(
            data["x"],
            data["y"] - data["size"] / 2,
            data["label"][:32],
            fontsize=5.5 + 0.14 * data["size"],
            ha="center",
            va="top",
            path_effects=halo,
            zorder=3,
        )
        box = label.get_window_extent()
        if any(box.overlaps(other) for other in taken):
            label.remove()
        else:
            taken.append(box)


if __name__ == "__main__":
    main(*sys.argv[1:])
