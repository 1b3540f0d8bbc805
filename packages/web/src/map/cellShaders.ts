/** Draws hexagons of seven vertices each, the centre first. The unit's slot and marks come from one texture, the slot's colour and pattern from another. */
export const cellVertexShader = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
layout(location = 0) in vec2 a_vertex;
layout(location = 1) in uint a_owner;
uniform mat4 u_matrix;
uniform usampler2D u_units;    // RG16UI, 2048 wide: slot, marks
uniform sampler2D u_palette;   // RGBA8, 256 wide: colour, and the pattern in alpha
uniform int u_slots;
flat out vec3 v_fill;
flat out uint v_pattern;
flat out uint v_marks;
flat out vec3 v_stripe;
out float v_edge;              // 0 at the centre, 1 along the border of the cell
void main() {
  v_edge = gl_VertexID % 7 == 0 ? 0.0 : 1.0;
  int owner = int(a_owner);
  uvec4 unit = texelFetch(u_units, ivec2(owner & 2047, owner >> 11), 0);
  int slot = unit.r == 65535u ? u_slots : int(unit.r);
  vec4 paint = texelFetch(u_palette, ivec2(slot & 255, slot >> 8), 0);
  v_fill = paint.rgb;
  v_pattern = uint(paint.a * 255.0 + 0.5);
  v_marks = unit.g;
  uint before = unit.g >> 4;
  int stripe = before == 4095u ? u_slots : int(before) - 1;
  v_stripe = before == 0u ? v_fill : texelFetch(u_palette, ivec2(stripe & 255, stripe >> 8), 0).rgb;
  gl_Position = u_matrix * vec4(a_vertex, 0.0, 1.0);
}`;

export const cellFragmentShader = `#version 300 es
precision highp float;
precision highp int;
flat in vec3 v_fill;
flat in uint v_pattern;
flat in uint v_marks;
flat in vec3 v_stripe;
in float v_edge;
uniform vec2 u_shift;          // keeps patterns still on the ground while the map moves, device pixels
uniform float u_ratio;         // device pixels per CSS pixel
uniform vec3 u_patternInk;
uniform vec3 u_hatchInk;
uniform vec4 u_stroke;         // colour and largest opacity of cell borders
uniform vec3 u_accent;
uniform float u_cells;         // 0 where triangles of areas are drawn: the middle and the border of one are nobody's
uniform vec4 u_touched;        // colour of the cells of a stroke, and how much of it
out vec4 outColor;

float line(float phase, float pitch, float width) {
  float d = abs(mod(phase, pitch) - 0.5 * pitch);
  return 1.0 - smoothstep(0.5 * width - 0.5 / u_ratio, 0.5 * width + 0.5 / u_ratio, d);
}

float pattern(uint kind, vec2 p) {
  if (kind == 1u) return line((p.x + p.y) * 0.70711, 8.0, 1.2);
  if (kind == 2u) { vec2 q = mod(p, 8.0) - 4.0; return 1.0 - smoothstep(1.0, 1.0 + 1.0 / u_ratio, length(q)); }
  if (kind == 3u) return max(line((p.x + p.y) * 0.70711, 8.0, 1.2), line((p.x - p.y) * 0.70711, 8.0, 1.2));
  if (kind == 4u) return line((p.x - p.y) * 0.70711, 8.0, 1.2);
  if (kind == 5u) return line(p.y, 8.0, 1.2);
  if (kind == 6u) { vec2 q = mod(p, 12.0) - 6.0; return 0.6 * (1.0 - smoothstep(0.7, 0.7 + 1.0 / u_ratio, length(q))); }
  return 0.0;
}

void main() {
  vec2 p = (gl_FragCoord.xy - u_shift) / u_ratio;
  vec3 color = v_fill;
  uint kind = v_pattern & 127u;
  if (kind == 15u) color = mix(color, u_hatchInk, line((p.x + p.y) * 0.70711, 6.0, 1.4));
  else color = mix(color, u_patternInk, 0.35 * pattern(kind, p));
  if (v_marks >> 4 != 0u) {
    color = mix(color, vec3(1.0), line((p.x + p.y) * 0.70711, 11.0, 4.6));
    color = mix(color, v_stripe, line((p.x + p.y) * 0.70711, 11.0, 2.8));
  }
  if ((v_marks & 1u) != 0u) color = mix(color, u_touched.rgb, u_touched.a);
  if ((v_marks & 4u) != 0u) color = mix(color, u_patternInk, 0.5 * line((p.x - p.y) * 0.70711, 7.0, 1.6));
  if ((v_pattern & 128u) != 0u) color = mix(color, u_patternInk, 0.34 * line((p.x + p.y) * 0.70711, 9.0, 1.2));
  float slope = length(vec2(dFdx(v_edge), dFdy(v_edge)));
  float distance = (1.0 - v_edge) / max(slope, 1e-6) / u_ratio;
  float width = u_cells * 2.0 / max(slope, 1e-6) / u_ratio;
  float strokeWidth = width > 14.0 ? 0.8 : 0.5;
  float strength = u_stroke.a * smoothstep(3.0, 6.0, width);
  color = mix(color, u_stroke.rgb, strength * (1.0 - smoothstep(strokeWidth * 0.5, strokeWidth * 0.5 + 0.8, distance)));
  if ((v_marks & 8u) != 0u) {
    // A pin in the middle of the cell; where cells are too small for one, dots all over it.
    if (width > 7.0) {
      color = mix(color, vec3(1.0), 1.0 - smoothstep(0.30, 0.36, v_edge));
      color = mix(color, vec3(0.027, 0.035, 0.051), 1.0 - smoothstep(0.18, 0.24, v_edge));
    } else { vec2 q = mod(p, 5.0) - 2.5; color = mix(color, u_patternInk, 0.8 * (1.0 - smoothstep(1.0, 1.8, length(q)))); }
  }
  if ((v_marks & 2u) != 0u) {
    color = mix(color, u_accent, width > 12.0 ? 0.22 : 0.55);
    if (width > 12.0) color = mix(color, u_accent, 1.0 - smoothstep(1.2, 2.0, distance));
  }
  outColor = vec4(color, 1.0);
}`;
