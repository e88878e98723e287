// Writes the types of the API from the OpenAPI document on standard input: `tradein openapi | npm run api-types`.
// With a path as argument the types go there instead, so that a check can compare them with what is committed.
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import openapiTS, { astToString } from "openapi-typescript";

const HEAD = "// Made by `make api-types` from the OpenAPI document. Do not edit.\n\n";
const document = JSON.parse(await text(process.stdin));
writeFileSync(process.argv[2] ?? "src/shared/api/schema.d.ts", HEAD + astToString(await openapiTS(document)));
