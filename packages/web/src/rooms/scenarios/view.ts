import { UNASSIGNED } from '@hexalign/engine';
import type { ToolName } from '../../editor/tools/tools.ts';
import { firstOptions, sound, type DrawOptions } from '../drawing/drawOptions.ts';

/** What stands in place of the inspector. */
export type PanelName = 'design' | 'versions' | 'force' | 'people' | 'exceptions' | 'whatif' | 'typing' | 'places';
/** Which list stands at the left. */
export type LeftTab = 'territories' | 'layers' | 'issues';
/** What the table at the bottom lists. */
export type TableName = 'cells' | 'accounts';

/** What is looked at and held in hand; none of it is an edit. The address holds the selection, the camera, panel, lists and table. */
export interface View {
  readonly tool: ToolName;
  /** Slot of the selected territory, `UNASSIGNED`, or -1. Brush and lasso give to it. */
  readonly selected: number;
  /** Slot under the pointer, in the list or on the map; -1 for none. */
  readonly hovered: number;
  /** Single units picked with the select tool. */
  readonly cells: ReadonlySet<number>;
  /** What the tools are set to. */
  readonly options: DrawOptions;
  readonly list: boolean;
  readonly left: LeftTab;
  readonly inspector: boolean;
  readonly table: boolean;
  /** In place of the inspector's own. */
  readonly panel: PanelName | null;
  /** How often a name for the present state was asked for since the panel opened; 0 when it opened for the history. */
  readonly naming: number;
  readonly keys: boolean;
  readonly searching: boolean;
  /** Commands are asked for by name. */
  readonly palette: boolean;
  readonly tableOf: TableName;
  /** Account that is looked at, by its position; -1 for none. */
  readonly account: number;
  /** Account under the pointer, in the table or on the map; -1 for none. */
  readonly overAccount: number;
}

export type ViewAction =
  | { readonly type: 'tool'; readonly tool: ToolName }
  | { readonly type: 'select'; readonly slot: number }
  | { readonly type: 'hover'; readonly slot: number }
  | { readonly type: 'cells'; readonly cells: ReadonlySet<number>; readonly slot?: number }
  | { readonly type: 'size'; readonly by: number }
  | { readonly type: 'options'; readonly change: Partial<DrawOptions> }
  | { readonly type: 'toggle'; readonly part: 'list' | 'inspector' | 'table' | 'keys' | 'searching' | 'palette'; readonly on?: boolean }
  | { readonly type: 'panel'; readonly panel: PanelName | null }
  /** The present state is to get a name. */
  | { readonly type: 'name' }
  | { readonly type: 'left'; readonly tab: LeftTab }
  | { readonly type: 'table'; readonly of: TableName }
  /** Looks at an account; `slot`: who has it. */
  | { readonly type: 'account'; readonly account: number; readonly slot?: number }
  | { readonly type: 'overAccount'; readonly account: number }
  | { readonly type: 'mapOnly' };

export const firstView: View = {
  tool: 'select', selected: -1, hovered: -1, cells: new Set(), options: firstOptions, list: true, left: 'territories', inspector: true, table: false, panel: null, naming: 0, keys: false, searching: false, palette: false,
  tableOf: 'cells', account: -1, overAccount: -1,
};

export function reduceView(view: View, action: ViewAction): View {
  switch (action.type) {
    case 'tool':
      return action.tool === view.tool ? view : { ...view, tool: action.tool };
    case 'select':
      return { ...view, selected: action.slot, account: -1, cells: view.cells.size > 0 ? new Set() : view.cells, panel: view.panel === 'design' ? null : view.panel, inspector: action.slot >= 0 ? true : view.inspector };
    case 'hover':
      return action.slot === view.hovered ? view : { ...view, hovered: action.slot };
    case 'cells':
      return { ...view, cells: action.cells, account: -1, selected: action.slot ?? view.selected, inspector: true, panel: view.panel === 'design' ? null : view.panel };
    case 'size':
      return { ...view, options: sound({ ...view.options, brushPx: view.options.brushPx * (action.by > 0 ? 1.25 : 0.8) }) };
    case 'options':
      return { ...view, options: sound({ ...view.options, ...action.change }) };
    case 'toggle':
      return { ...view, [action.part]: action.on ?? !view[action.part] };
    case 'panel':
      return { ...view, panel: action.panel, naming: 0, inspector: action.panel !== null || view.inspector };
    case 'name':
      return { ...view, panel: 'versions', naming: view.naming + 1, inspector: true };
    case 'left':
      return { ...view, left: action.tab, list: true };
    case 'table':
      return view.table && view.tableOf === action.of ? { ...view, table: false } : { ...view, table: true, tableOf: action.of };
    case 'account':
      // Looking away from one changes nothing else.
      if (action.account < 0) return view.account < 0 ? view : { ...view, account: -1 };
      return { ...view, account: action.account, selected: action.slot ?? view.selected, cells: view.cells.size > 0 ? new Set() : view.cells, panel: view.panel === 'design' ? null : view.panel, inspector: true };
    case 'overAccount':
      return action.account === view.overAccount ? view : { ...view, overAccount: action.account };
    case 'mapOnly': {
      const on = view.list || view.inspector;
      return { ...view, list: !on, inspector: !on, table: false };
    }
  }
}

/** Where the tool in hand puts what it takes; -1 while nobody is chosen. */
export function receiver(view: View): number {
  if (view.tool === 'eraser') return UNASSIGNED;
  return view.selected;
}
