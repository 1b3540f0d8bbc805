import { serve } from '@hexalign/engine';
import { methods } from './methods.ts';
import { workerPort } from './workerPort.ts';

serve(workerPort(self), methods);
