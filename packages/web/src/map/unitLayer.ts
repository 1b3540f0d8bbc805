import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { UNASSIGNED } from '@hexalign/engine';
import { channels } from '../theme/contrast.ts';
import type { Scheme } from '../theme/roles.ts';
import { roles } from '../theme/roles.ts';
import { borderInk, unassignedHatch } from '../theme/territoryPalette.ts';
import type { CellMesh } from './cellMesh.ts';
import { cellFragmentShader, cellVertexShader } from './cellShaders.ts';
import { indexesOf, ownersOf, OWNER_BYTES, PIECE, pieces, TRIANGLES, VERTEX_BYTES, verticesOf } from './meshPieces.ts';
import { createProgram, createTexture } from './webgl.ts';

const UNITS_WIDTH = 2048;
const PALETTE_WIDTH = 256;

/** Marks a unit can bear beside its territory. */
export const mark = { stroke: 1, selected: 2, moves: 4, held: 8 } as const;

/** Above the marks: 0, or the slot before plus one, whose colour stripes the unit; all ones for unassigned ground. */
const MARK_BITS = 4;
const MARKS = (1 << MARK_BITS) - 1;
const STRIPED_UNASSIGNED = 4095;

/** Palette entry of one slot: `#RRGGBB` and the pattern number; 15 is the hatch of unassigned ground, 128 is added where a territory is locked. */
export interface SlotPaint {
  readonly fill: string;
  readonly pattern: number;
}

/**
 * The units of a plan as one layer of the map: hexagons on the graphics card, a texture with one slot per unit and one
 * with a colour per slot. A recolour uploads the rows of the texture that changed, nothing else. This is the single
 * seam to the renderer: `setMesh`, `setSlots`, `paint`, `setPalette`.
 */
export class UnitLayer implements CustomLayerInterface {
  readonly id = 'units';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  /** Hears once that a mesh was drawn for the first time. */
  onDrawn: (() => void) | null = null;
  private map: MapLibreMap | null = null;
  private gl: WebGL2RenderingContext | null = null;
  private program: WebGLProgram | null = null;
  private uniforms: Record<string, WebGLUniformLocation | null> = {};
  private vertices: WebGLVertexArrayObject | null = null;
  private buffers: WebGLBuffer[] = [];
  private unitTexture: WebGLTexture | null = null;
  private paletteTexture: WebGLTexture | null = null;
  private mesh: CellMesh | null = null;
  /** slot and marks, interleaved, padded to whole rows. */
  private units = new Uint16Array(0);
  private palette = new Uint8Array(0);
  private slotCount = 0;
  private rows: [first: number, last: number] | null = null;
  private paletteStale = true;
  private meshStale = true;
  private scheme: Scheme = 'light';
  /** A class per unit that is drawn in place of its slot. */
  private shades: Uint8Array | null = null;

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext | WebGLRenderingContext): void {
    if (!(gl instanceof WebGL2RenderingContext)) throw new Error('WebGL 2 is needed');
    this.map = map;
    this.gl = gl;
    // After a lost context the old objects are gone with it.
    this.vertices = null;
    this.buffers = [];
    this.unitTexture = null;
    this.paletteTexture = null;
    this.program = createProgram(gl, cellVertexShader, cellFragmentShader);
    this.uniforms = {};
    for (const name of ['u_matrix', 'u_units', 'u_palette', 'u_slots', 'u_shift', 'u_ratio', 'u_patternInk', 'u_hatchInk', 'u_stroke', 'u_accent', 'u_touched', 'u_cells']) {
      this.uniforms[name] = gl.getUniformLocation(this.program, name);
    }
    this.meshStale = true;
    this.paletteStale = true;
  }

  /** Also called when the context was lost: everything is rebuilt from the arrays kept here. */
  onRemove(): void {
    const { gl } = this;
    if (gl) {
      gl.deleteProgram(this.program);
      this.dropMesh(gl);
      gl.deleteTexture(this.unitTexture);
      gl.deleteTexture(this.paletteTexture);
    }
    this.gl = null;
    this.map = null;
  }

  setMesh(mesh: CellMesh, n: number): void {
    if (mesh === this.mesh && 2 * n <= this.units.length) return;
    this.mesh = mesh;
    this.units = new Uint16Array(Math.max(1, Math.ceil(n / UNITS_WIDTH)) * UNITS_WIDTH * 2);
    this.meshStale = true;
    this.map?.triggerRepaint();
  }

  /** Takes over every slot at once: first load, an undo, somebody else's edit. */
  setSlots(slots: Uint16Array): void {
    const from = this.shades ?? slots;
    // Units that the mesh does not hold yet come with the next one.
    const n = Math.min(from.length, this.units.length / 2);
    for (let u = 0; u < n; u++) this.units[2 * u] = from[u];
    this.touch(0, n - 1);
  }

  /** Draws units by a class of their own, which the palette then has entries for; null draws them by their slots again. */
  setShades(shades: Uint8Array | null, slots: Uint16Array): void {
    this.shades = shades;
    this.setSlots(slots);
  }

  /** Recolours a few units; the next frame shows it. */
  paint(units: ArrayLike<number>, slots: Uint16Array): void {
    if (this.shades) return;
    let [first, last] = [Infinity, -1];
    for (let i = 0; i < units.length; i++) {
      const u = units[i];
      if (2 * u >= this.units.length) continue;
      this.units[2 * u] = slots[u];
      if (u < first) first = u;
      if (u > last) last = u;
    }
    this.touch(first, last);
  }

  /** Sets or clears one mark on some units. */
  setMark(units: Iterable<number>, bit: number, on: boolean): void {
    let [first, last] = [Infinity, -1];
    for (const u of units) {
      const at = 2 * u + 1;
      this.units[at] = on ? this.units[at] | bit : this.units[at] & ~bit;
      if (u < first) first = u;
      if (u > last) last = u;
    }
    this.touch(first, last);
  }

  clearMark(bit: number): void {
    let [first, last] = [Infinity, -1];
    for (let at = 1; at < this.units.length; at += 2) {
      if (!(this.units[at] & bit)) continue;
      this.units[at] &= ~bit;
      first = Math.min(first, (at - 1) / 2);
      last = (at - 1) / 2;
    }
    this.touch(first, last);
  }

  /** Stripes of these units, in the colour of the slot each had before; all others lose theirs. */
  setStripes(units: readonly number[], before: Uint16Array): void {
    for (let at = 1; at < this.units.length; at += 2) this.units[at] &= MARKS;
    for (const u of units) this.units[2 * u + 1] |= (before[u] === UNASSIGNED ? STRIPED_UNASSIGNED : Math.min(before[u] + 1, STRIPED_UNASSIGNED - 1)) << MARK_BITS;
    this.touch(0, this.units.length / 2 - 1);
  }

  /** One entry per slot, and a last one for unassigned ground. */
  setPalette(paints: readonly SlotPaint[], scheme: Scheme): void {
    this.slotCount = paints.length - 1;
    this.scheme = scheme;
    this.palette = new Uint8Array(Math.ceil(paints.length / PALETTE_WIDTH) * PALETTE_WIDTH * 4);
    paints.forEach(({ fill, pattern }, slot) => {
      const [r, g, b] = channels(fill);
      this.palette.set([Math.round(r * 255), Math.round(g * 255), Math.round(b * 255), pattern], slot * 4);
    });
    this.paletteStale = true;
    this.map?.triggerRepaint();
  }

  private touch(first: number, last: number): void {
    if (last < first) return;
    const top = Math.floor(first / UNITS_WIDTH);
    const bottom = Math.floor(last / UNITS_WIDTH);
    this.rows = this.rows ? [Math.min(this.rows[0], top), Math.max(this.rows[1], bottom)] : [top, bottom];
    this.map?.triggerRepaint();
  }

  render(gl: WebGL2RenderingContext | WebGLRenderingContext, input: CustomRenderMethodInput): void {
    const { mesh, map } = this;
    if (!(gl instanceof WebGL2RenderingContext) || !mesh || !map || mesh.drawn === 0 || this.palette.length === 0) return;
    if (this.meshStale) this.uploadMesh(gl, mesh);
    this.uploadTextures(gl);
    gl.useProgram(this.program);
    gl.bindVertexArray(this.vertices);
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.unitTexture);
    gl.activeTexture(gl.TEXTURE1);
    gl.bindTexture(gl.TEXTURE_2D, this.paletteTexture);
    const matrix = translated(input.defaultProjectionData.mainMatrix, mesh.origin);
    const u = this.uniforms;
    gl.uniformMatrix4fv(u.u_matrix, false, matrix);
    gl.uniform1i(u.u_units, 0);
    gl.uniform1i(u.u_palette, 1);
    gl.uniform1i(u.u_slots, this.slotCount);
    const ratio = map.getPixelRatio();
    // Where the origin falls on the screen, so that patterns stay on the ground; 48 is a multiple of every pitch but 9 and 7.
    const width = gl.drawingBufferWidth;
    const height = gl.drawingBufferHeight;
    const w = matrix[15] || 1;
    gl.uniform2f(u.u_shift, ((matrix[12] / w + 1) / 2) * width, ((matrix[13] / w + 1) / 2) * height);
    gl.uniform1f(u.u_ratio, ratio);
    gl.uniform3fv(u.u_patternInk, channels(borderInk[this.scheme]));
    gl.uniform3fv(u.u_hatchInk, channels(unassignedHatch[this.scheme]));
    if (this.scheme === 'light') gl.uniform4f(u.u_stroke, 1, 1, 1, 0.4);
    else gl.uniform4f(u.u_stroke, 0.027, 0.035, 0.051, 0.3);
    // On the paper of a ramp white would not show.
    if (this.shades) gl.uniform4f(u.u_touched, ...channels(roles.accent[this.scheme]), 0.5);
    else gl.uniform4f(u.u_touched, 1, 1, 1, 0.16);
    gl.uniform1f(u.u_cells, mesh.areas ? 0 : 1);
    gl.uniform3fv(u.u_accent, channels(roles.accent[this.scheme]));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.disable(gl.CULL_FACE);
    const [ofVertices, ofOwners] = this.buffers;
    for (let first = 0; first < mesh.drawn; first += PIECE) {
      gl.bindBuffer(gl.ARRAY_BUFFER, ofVertices);
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, first * VERTEX_BYTES);
      gl.bindBuffer(gl.ARRAY_BUFFER, ofOwners);
      gl.vertexAttribIPointer(1, 1, gl.UNSIGNED_INT, 0, first * OWNER_BYTES);
      gl.drawElements(gl.TRIANGLES, TRIANGLES * 3 * Math.min(PIECE, mesh.drawn - first), gl.UNSIGNED_SHORT, 0);
    }
    gl.bindVertexArray(null);
    gl.activeTexture(gl.TEXTURE0);
    this.onDrawn?.();
    this.onDrawn = null;
  }

  private uploadMesh(gl: WebGL2RenderingContext, mesh: CellMesh): void {
    this.dropMesh(gl);
    this.vertices = gl.createVertexArray();
    gl.bindVertexArray(this.vertices);
    const [ofVertices, ofOwners, ofIndexes] = (this.buffers = [gl.createBuffer(), gl.createBuffer(), gl.createBuffer()]);
    gl.enableVertexAttribArray(0);
    gl.enableVertexAttribArray(1);
    gl.bindBuffer(gl.ARRAY_BUFFER, ofVertices);
    gl.bufferData(gl.ARRAY_BUFFER, mesh.drawn * VERTEX_BYTES, gl.STATIC_DRAW);
    for (const { first, vertices } of pieces(mesh, verticesOf)) gl.bufferSubData(gl.ARRAY_BUFFER, first * VERTEX_BYTES, vertices);
    gl.bindBuffer(gl.ARRAY_BUFFER, ofOwners);
    gl.bufferData(gl.ARRAY_BUFFER, mesh.drawn * OWNER_BYTES, gl.STATIC_DRAW);
    for (const { first, vertices } of pieces(mesh, ownersOf)) gl.bufferSubData(gl.ARRAY_BUFFER, first * OWNER_BYTES, vertices);
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, ofIndexes);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indexesOf(Math.min(PIECE, mesh.drawn)), gl.STATIC_DRAW);
    gl.bindVertexArray(null);
    if (this.unitTexture) gl.deleteTexture(this.unitTexture);
    this.unitTexture = createTexture(gl);
    resetUnpack(gl);
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RG16UI, UNITS_WIDTH, this.units.length / (2 * UNITS_WIDTH));
    this.rows = [0, this.units.length / (2 * UNITS_WIDTH) - 1];
    this.paletteStale = true;
    this.meshStale = false;
  }

  private dropMesh(gl: WebGL2RenderingContext): void {
    if (this.vertices) gl.deleteVertexArray(this.vertices);
    for (const buffer of this.buffers) gl.deleteBuffer(buffer);
    this.vertices = null;
    this.buffers = [];
  }

  private uploadTextures(gl: WebGL2RenderingContext): void {
    if (this.rows) {
      const [first, last] = this.rows;
      resetUnpack(gl);
      gl.bindTexture(gl.TEXTURE_2D, this.unitTexture);
      const part = this.units.subarray(first * UNITS_WIDTH * 2, (last + 1) * UNITS_WIDTH * 2);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, first, UNITS_WIDTH, last - first + 1, gl.RG_INTEGER, gl.UNSIGNED_SHORT, part);
      this.rows = null;
    }
    if (this.paletteStale) {
      if (this.paletteTexture) gl.deleteTexture(this.paletteTexture);
      this.paletteTexture = createTexture(gl);
      resetUnpack(gl);
      const height = this.palette.length / (4 * PALETTE_WIDTH);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, PALETTE_WIDTH, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, this.palette);
      this.paletteStale = false;
    }
  }
}

/** MapLibre leaves its own unpack settings behind; integer textures are refused or garbled under them. */
function resetUnpack(gl: WebGL2RenderingContext): void {
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, 0);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, 0);
}

/** `matrix` after a move to the origin, multiplied in double precision: single precision would shake at high zoom. */
function translated(matrix: ArrayLike<number>, [x, y]: readonly [number, number]): Float32Array {
  const out = Float32Array.from(matrix as ArrayLike<number>);
  for (let row = 0; row < 4; row++) out[12 + row] = matrix[row] * x + matrix[4 + row] * y + matrix[12 + row];
  return out;
}
