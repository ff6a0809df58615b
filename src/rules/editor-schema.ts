/** What editors are told of rule files: the validating schemas, without those that depend on what was begun. */
import * as v from 'valibot';
import { policyEditorSchema } from '../forms/policy.js';
import { jurisdictionsFileSchema, recipientsFileSchema } from './recipient-schema.js';
import { libraryEditorSchemas } from './schema.js';

export const rulesEditorSchema = v.union([...libraryEditorSchemas, recipientsFileSchema, policyEditorSchema, jurisdictionsFileSchema]);
