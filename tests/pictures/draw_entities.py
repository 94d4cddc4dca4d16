"""Draw ``entities.graphml`` from what is stored in it: positions, colours and sizes, nothing else.

Run: ``python tests/pictures/draw_entities.py output/entities.graphml output/entities.png``
"""

import sys

import matplotlib as mpl
import networkx as nx

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.collections import EllipseCollection, LineCollection
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

#: Labels are drawn for that many of the largest nodes.
LABELS = 90


def main(source: str, target: str) -> None:
    """Draw the GraphML file ``source`` as the PNG file ``target``."""
    net = nx.read_graphml(source)
    nodes = sorted(net.nodes(data=True), key=lambda node: (node[1]["size"], node[0]))
    spots = {id_: (data["x"], data["y"]) for id_, data in nodes}
    figure, axes = plt.subplots(figsize=(12, 9), dpi=100)
    edges = sorted(net.edges(data=True), key=lambda edge: edge[2]["weight"])
    axes.add_collection(
        LineCollection(
            [(spots[a], spots[b]) for a, b, _ in edges],
            colors=[data["color"] for *_, data in edges],
            linewidths=[0.3 + 1.5 * data["weight"] for *_, data in edges],
            alpha=0.55,
            zorder=1,
        )
    )
    sizes = [data["size"] for _, data in nodes]
    axes.add_collection(
        EllipseCollection(
            sizes,
            sizes,
            [0] * len(nodes),
            units="xy",
            offsets=list(spots.values()),
            offset_transform=axes.transData,
            facecolors=[data["color"] for _, data in nodes],
            edgecolors="white",
            linewidths=0.5,
            zorder=2,
        )
    )
    halo = [withStroke(linewidth=2, foreground="white")]
    for id_, data in nodes[-LABELS:]:
        size = 5 + 0.2 * data["size"]
        x, y = spots[id_]
        axes.text(x, y, data["label"], fontsize=size, ha="center", va="center", path_effects=halo, zorder=3)
    colours = {data["type"]: data["color"] for _, data in nodes}
    marks = [Line2D([], [], marker="o", ls="", color=c, label=t) for t, c in sorted(colours.items())]
    axes.legend(handles=marks, loc="lower left", frameon=False)
    axes.autoscale_view()
    axes.set_aspect("equal")
    axes.axis("off")
    figure.tight_layout(pad=0)
    figure.savefig(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
