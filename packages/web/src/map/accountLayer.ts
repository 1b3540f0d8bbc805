import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { mapColors } from '../theme/mapColors.ts';
import { channels } from '../theme/contrast.ts';
import { roles, type Scheme } from '../theme/roles.ts';
import type { AccountPoints } from './accountClusters.ts';
import { createProgram } from './webgl.ts';

const FLOATS = 4;
/** Radii in CSS pixels: of the least account, of the least heap, of the heaviest of either. */
const LEAST = 2.5;
const LEAST_HEAP = 8;
const MOST = 22;

/** A place that is marked beside the points: the selected account, or the one under the pointer in a table. */
export interface AccountMarks {
  readonly selected: readonly [x: number, y: number] | null;
  readonly hovered: readonly [x: number, y: number] | null;
}

const KIND = { single: 0, heap: 1, hovered: 2, selected: 3 } as const;

const vertexShader = `#version 300 es
precision highp float;
layout(location = 0) in vec4 a_point; // x, y from the origin, radius in CSS pixels, kind
uniform mat4 u_matrix;
uniform float u_ratio;
flat out float v_radius;
flat out float v_kind;
void main() {
  v_radius = a_point.z;
  v_kind = a_point.w;
  gl_Position = u_matrix * vec4(a_point.xy, 0.0, 1.0);
  gl_PointSize = (2.0 * a_point.z + 8.0) * u_ratio;
}`;

const fragmentShader = `#version 300 es
precision highp float;
flat in float v_radius;
flat in float v_kind;
uniform float u_ratio;
uniform vec3 u_ink;
uniform vec3 u_paper;
uniform vec3 u_accent;
out vec4 outColor;
void main() {
  float reach = v_radius + 4.0;
  float d = length(gl_PointCoord - 0.5) * 2.0 * reach;
  float soft = 0.6 / u_ratio;
  float inside = 1.0 - smoothstep(v_radius - soft, v_radius + soft, d);
  float casing = 1.0 - smoothstep(v_radius + 1.2 - soft, v_radius + 1.2 + soft, d);
  vec4 color;
  if (v_kind > 1.5) {
    // A ring of its own, so that it shows on points and on bare ground.
    float ring = 1.0 - smoothstep(1.4 - soft, 1.4 + soft, abs(d - v_radius));
    float halo = 1.0 - smoothstep(2.8 - soft, 2.8 + soft, abs(d - v_radius));
    color = mix(vec4(u_paper, 1.0) * halo, vec4(u_accent, 1.0), ring);
    if (v_kind > 2.5) color = mix(color, vec4(u_accent, 1.0), 1.0 - smoothstep(3.0 - soft, 3.0 + soft, d));
  } else if (v_kind > 0.5) {
    float ring = inside * smoothstep(v_radius - 1.8 - soft, v_radius - 1.8 + soft, d);
    color = vec4(mix(u_paper, u_ink, ring), 1.0) * inside * 0.94;
  } else {
    color = mix(vec4(u_paper, 1.0) * casing, vec4(u_ink, 1.0), inside);
  }
  if (color.a < 0.01) discard;
  outColor = color;
}`;

/**
 * The accounts in the picture as circles, their area by value; heaps are paper discs with a ring, single accounts dots. A few thousand
 * sprites in one draw call, made anew when the map has moved and never while a stroke goes on.
 */
export class AccountLayer implements CustomLayerInterface {
  readonly id = 'accounts';
  readonly type = 'custom' as const;
  readonly renderingMode = '2d' as const;
  private map: MapLibreMap | null = null;
  private gl: WebGL2RenderingContext | null = null;
  private program: WebGLProgram | null = null;
  private vertices: WebGLVertexArrayObject | null = null;
  private buffer: WebGLBuffer | null = null;
  private points: AccountPoints | null = null;
  private marks: AccountMarks = { selected: null, hovered: null };
  private data = new Float32Array(0);
  private origin: [number, number] = [0.5, 0.5];
  private drawn = 0;
  private stale = true;
  private scheme: Scheme = 'light';

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext | WebGLRenderingContext): void {
    if (!(gl instanceof WebGL2RenderingContext)) throw new Error('WebGL 2 is needed');
    this.map = map;
    this.gl = gl;
    this.program = createProgram(gl, vertexShader, fragmentShader);
    this.vertices = gl.createVertexArray();
    this.buffer = gl.createBuffer();
    this.stale = true;
  }

  onRemove(): void {
    const { gl } = this;
    gl?.deleteProgram(this.program);
    gl?.deleteVertexArray(this.vertices);
    gl?.deleteBuffer(this.buffer);
    this.gl = null;
    this.map = null;
  }

  setScheme(scheme: Scheme): void {
    this.scheme = scheme;
  }

  /** What is in the picture; null = no accounts are shown. */
  setPoints(points: AccountPoints | null): void {
    this.points = points;
    this.arrange();
  }

  setMarks(marks: AccountMarks): void {
    this.marks = marks;
    this.arrange();
  }

  /** The point whose circle holds a place, the smallest first, or -1. */
  at(x: number, y: number, zoom: number): number {
    const { points } = this;
    if (!points) return -1;
    const pixel = 512 * 2 ** zoom;
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < points.x.length; i++) {
      const r = radiusOf(points, i);
      const d = Math.hypot(points.x[i] - x, points.y[i] - y) * pixel;
      if (d <= Math.max(r, 5) && r < least) [best, least] = [i, r];
    }
    return best;
  }

  render(gl: WebGL2RenderingContext | WebGLRenderingContext, input: CustomRenderMethodInput): void {
    const { map, program } = this;
    if (!(gl instanceof WebGL2RenderingContext) || !map || !program || this.drawn === 0) return;
    gl.useProgram(program);
    gl.bindVertexArray(this.vertices);
    if (this.stale) {
      gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
      gl.bufferData(gl.ARRAY_BUFFER, this.data, gl.DYNAMIC_DRAW);
      gl.enableVertexAttribArray(0);
      gl.vertexAttribPointer(0, FLOATS, gl.FLOAT, false, 0, 0);
      this.stale = false;
    }
    const matrix = Float32Array.from(input.defaultProjectionData.mainMatrix as ArrayLike<number>);
    const m = input.defaultProjectionData.mainMatrix as ArrayLike<number>;
    for (let row = 0; row < 4; row++) matrix[12 + row] = m[row] * this.origin[0] + m[4 + row] * this.origin[1] + m[12 + row];
    const uniform = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(program, name);
    gl.uniformMatrix4fv(uniform('u_matrix'), false, matrix);
    gl.uniform1f(uniform('u_ratio'), map.getPixelRatio());
    gl.uniform3fv(uniform('u_ink'), channels(mapColors.selectLine[this.scheme]));
    gl.uniform3fv(uniform('u_paper'), channels(mapColors.selectCasing[this.scheme]));
    gl.uniform3fv(uniform('u_accent'), channels(roles.accent[this.scheme]));
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.disable(gl.DEPTH_TEST);
    gl.disable(gl.STENCIL_TEST);
    gl.drawArrays(gl.POINTS, 0, this.drawn);
    gl.bindVertexArray(null);
  }

  /** Heaviest first, so that small ones lie on top. */
  private arrange(): void {
    const { points, marks } = this;
    const marked = [[marks.hovered, KIND.hovered, 9], [marks.selected, KIND.selected, 10]] as const;
    const count = (points?.x.length ?? 0) + marked.filter(([place]) => place !== null).length;
    const data = new Float32Array(count * FLOATS);
    const first = points && points.x.length > 0 ? [points.x[0], points.y[0]] : (marks.selected ?? marks.hovered ?? [0.5, 0.5]);
    this.origin = [first[0], first[1]];
    let at = 0;
    const put = (x: number, y: number, radius: number, kind: number): void => {
      data.set([x - this.origin[0], y - this.origin[1], radius, kind], at);
      at += FLOATS;
    };
    if (points) {
      const order = Array.from(points.x.keys()).sort((a, b) => radiusOf(points, b) - radiusOf(points, a));
      for (const i of order) put(points.x[i], points.y[i], radiusOf(points, i), points.counts[i] > 1 ? KIND.heap : KIND.single);
    }
    for (const [place, kind, radius] of marked) if (place) put(place[0], place[1], radius, kind);
    this.data = data;
    this.drawn = count;
    this.stale = true;
    this.map?.triggerRepaint();
  }
}

/** Radius of a point's circle, CSS pixels: the area goes with the value, heaps keep room for their number. */
export function radiusOf({ values, most, counts }: AccountPoints, i: number): number {
  const share = most > 0 ? Math.sqrt(values[i] / most) : 0;
  return Math.max(counts[i] > 1 ? LEAST_HEAP : LEAST, MOST * share);
}
