import { CORNERS, FULL, type CellMesh } from './cellMesh.ts';

/**
 * Seven vertices and six triangles per hexagon, written out. One instance per hexagon would take a third of the memory,
 * and five times as long to draw where a processor does the work of the graphics card.
 */
const VERTICES = 7;
export const TRIANGLES = 6;

/** Hexagons of a piece: as many as an index of 16 bits reaches, so that one list of triangles serves them all. */
export const PIECE = Math.floor(65_536 / VERTICES);

/** Bytes of a hexagon among the vertices, and among their owners. */
export const VERTEX_BYTES = VERTICES * 2 * 4;
export const OWNER_BYTES = VERTICES * 4;

/** The hexagons of a mesh piece by piece, each made when it is asked for: all of them at once would be much of the memory of a page. */
export function* pieces<T>(mesh: CellMesh, make: (mesh: CellMesh, first: number, count: number) => T): Generator<{ readonly first: number; readonly vertices: T }> {
  for (let first = 0; first < mesh.drawn; first += PIECE) yield { first, vertices: make(mesh, first, Math.min(PIECE, mesh.drawn - first)) };
}

/** Places of `count` hexagons from `first` on, x and y from the origin: the centre, then the corners. */
export function verticesOf({ places, corners }: CellMesh, first: number, count: number): Float32Array {
  const vertices = new Float32Array(count * VERTICES * 2);
  for (let h = 0, at = 0; h < count; h++) {
    const place = 3 * (first + h);
    const [x, y, reach] = [places[place], places[place + 1], places[place + 2]];
    vertices[at++] = x;
    vertices[at++] = y;
    for (let i = CORNERS * (first + h), end = i + CORNERS; i < end; i += 2) {
      vertices[at++] = x + (corners[i] / FULL) * reach;
      vertices[at++] = y + (corners[i + 1] / FULL) * reach;
    }
  }
  return vertices;
}

/** The unit of each vertex. */
export function ownersOf({ owners }: CellMesh, first: number, count: number): Uint32Array {
  const perVertex = new Uint32Array(count * VERTICES);
  for (let h = 0; h < count; h++) perVertex.fill(owners[first + h], h * VERTICES, (h + 1) * VERTICES);
  return perVertex;
}

/** The triangles of the first `count` hexagons of any piece. */
export function indexesOf(count: number): Uint16Array {
  const indexes = new Uint16Array(count * TRIANGLES * 3);
  for (let h = 0, at = 0; h < count; h++) {
    for (let c = 0; c < TRIANGLES; c++) {
      indexes[at++] = h * VERTICES;
      indexes[at++] = h * VERTICES + 1 + c;
      indexes[at++] = h * VERTICES + 1 + ((c + 1) % TRIANGLES);
    }
  }
  return indexes;
}
