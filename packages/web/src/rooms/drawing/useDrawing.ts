import { isFrozen } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type Dispatch, type RefObject } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import type { View, ViewAction } from '../scenarios/view.ts';
import type { Command } from './command.ts';
import { keepOptions } from './drawOptions.ts';
import { useKeyChoices } from './keyChoices.ts';
import type { ToolHandle } from './toolHandle.ts';
import { useAreas, type Areas } from './useAreas.ts';
import { useBoundaries, type BoundaryFile } from './useBoundaries.ts';
import { useCommandKeys } from './useCommandKeys.ts';
import { useLooseEnds, type LooseEnds } from './useLooseEnds.ts';
import { useProposals, type Proposals } from './useProposals.ts';
import { workspaceCommands, type CommandGround } from './workspaceCommands.ts';

const statusOf = (state: EditorState): EditorState['status'] => state.status;

interface Options extends Omit<CommandGround, 'text' | 'toast' | 'handle' | 'keys'> {
  readonly editor: Editor;
  readonly view: View;
  readonly map: PlanMap | null;
  readonly host: EngineHost;
  /** The worker has the graph. */
  readonly ready: boolean;
  /** What the map shows in place of the plan, if anything. */
  readonly showing: 'design' | 'preview' | null;
  dispatch: Dispatch<ViewAction>;
  /** A step through what wants to be put in order. */
  problem(by: 1 | -1): void;
}

/** Everything about drawing that the workspace hands to the map and to its bars. */
export interface Drawing {
  readonly handle: RefObject<ToolHandle | null>;
  readonly commands: readonly Command[];
  /** Why the plan cannot be drawn on now; null when it can. */
  readonly blocked: string | null;
  /** Why this person may not draw at all; null when they may. */
  readonly mayNot: string | null;
  readonly areas: Areas;
  readonly proposals: Proposals;
  readonly loose: LooseEnds;
  readonly boundary: { readonly file: BoundaryFile | null; open(file: File): void; close(): void };
  /** Who holds, as a hold says. */
  readonly me: string;
}

/** Puts tools, keys, proposals, areas and loose ends of one workspace together. */
export function useDrawing(options: Options): Drawing {
  const { editor, view, host, ready, showing, dispatch } = options;
  const text = useText();
  const toast = useToast();
  const handle = useRef<ToolHandle | null>(null);
  const status = useEditor(editor, statusOf);
  const session = useQuery(queries.session());
  const mayNot = useMayNot()('scenario.edit');
  const wanted = view.tool === 'fill' ? (view.options.fill === 'areas' ? view.options.fillAreas : null) : view.options.inside;
  const areas = useAreas(host, editor.graph, ready, wanted);
  const proposals = useProposals(editor, host, ([first]) => { if (first !== undefined) dispatch({ type: 'select', slot: first }); });
  const loose = useLooseEnds(editor, host, ready);
  const boundary = useBoundaries();
  const blocked = mayNot ?? (showing ? text.drawing.blocked[showing] : isFrozen(status) ? text.workflow.frozen.title[status] : null);
  const keys = useKeyChoices();
  const commands = workspaceCommands({ ...options, text, toast, handle, keys });
  useCommandKeys(commands, blocked, (why) => toast({ text: why, tone: 'warning' }));
  useEffect(() => keepOptions(view.options), [view.options]);
  return { handle, commands, blocked, mayNot, areas, proposals, loose, boundary, me: session.data?.user?.name ?? text.drawing.options.holdDefault };
}
