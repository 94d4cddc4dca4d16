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
LABELS = 160

#: Where a label may stand: right and up from the middle, in diameters, and how it is aligned there.
_BESIDE = (
    (0.0, -0.55, "center", "top"),
    (0.0, 0.55, "center", "bottom"),
    (0.65, 0.0, "left", "center"),
    (-0.65, 0.0, "right", "center"),
)

_Nodes = list[tuple[str, dict[str, Any]]]


def main(source: str, target: str) -> None:
    """Draw the GraphML file ``source`` as the PNG file ``target``."""
    net = nx.read_graphml(source)
    nodes = sorted(net.nodes(data=True), key=lambda node: (-node[1]["size"], node[0]))
    figure, axes = plt.subplots(figsize=(11, 9.5), dpi=100)
    _draw_edges(axes, net)
    _draw_nodes(axes, nodes)
    axes.margins(0.08, 0.03)
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.axis("off")
    figure.tight_layout(pad=0)
    figure.canvas.draw()
    _draw_labels(axes, nodes)
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
            linewidths=[0.3 + 1.5 * data["weight"] for *_, data in edges],
            alpha=0.7,
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
    axes.legend(handles=marks, loc="lower left", frameon=False, fontsize=9, borderaxespad=2)


def _draw_labels(axes: Axes, nodes: _Nodes) -> None:
    """Label nodes beside their discs, largest first, where neither a label nor another disc stands yet."""
    discs = {id_: _disc(axes, data) for id_, data in nodes}
    taken: list[Bbox] = []
    halo = [withStroke(linewidth=2, foreground="white")]
    for id_, data in nodes[:LABELS]:
        label = axes.text(
            data["x"],
            data["y"],
            data["label"] if len(data["label"]) <= 32 else data["label"][:31] + "…",
            fontsize=6 + 0.16 * data["size"],
            path_effects=halo,
            zorder=3,
        )
        # A hub without a name is worse than a covered dot.
        large = [discs[other] for other, its in nodes if other != id_ and its["size"] > 0.6 * data["size"]]
        for right, up, ha, va in _BESIDE:
            label.set(position=(data["x"] + right * data["size"], data["y"] + up * data["size"]))
            label.set(ha=ha, va=va)
            box = label.get_window_extent()
            inside = box.x0 > 0 and box.x1 < axes.figure.bbox.width
            if inside and not any(box.overlaps(other) for other in [*taken, *large]):
                taken.append(box)
                break
        else:
            label.remove()


def _disc(axes: Axes, data: dict[str, Any]) -> Bbox:
    """Return the square around a node, in pixels; a little less, since discs have no corners."""
    reach = 0.4 * data["size"]
    corners = [(data["x"] + side * reach, data["y"] + side * reach) for side in (-1, 1)]
    return Bbox(axes.transData.transform(corners))


if __name__ == "__main__":
    main(*sys.argv[1:])
