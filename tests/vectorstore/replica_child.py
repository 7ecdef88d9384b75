"""A replica: at each line of stdin it says which generation answers, and of which sources.

The last word is what its doctor finds.
"""

import sys
from pathlib import Path

from tests.fakes import HashEmbedder
from vectorstore.chroma_server import ChromaServer
from vectorstore.doctor import examine_store
from vectorstore.store import Store
from vectorstore.vector_backend import VectorBackend


def main() -> None:
    root, server = Path(sys.argv[1]), ChromaServer.read(sys.argv[2], timeout=60)
    store = Store(root, HashEmbedder(), backend=VectorBackend(root, server))
    for _ in sys.stdin:
        with store.reader() as generation:
            vector = generation.embedder.embed_query("the ferry")
            near = [id for id, _ in generation.vectors.search(vector, 10)]
            sources = {p.source_id for p in generation.catalog.passages(near).values()}
            assert len(near) == generation.lexical.count()
            print(generation.number, *sorted(sources), flush=True)
    print(*(finding.problem for finding in examine_store(store, "1").findings))
    store.close()


main()
