// Validates each line of a file, read by blocks, with a schema that ajv has
// compiled.
const fs = require("fs");
const { StringDecoder } = require("string_decoder");
const Ajv = require("ajv/dist/2020");
const addFormats = require("ajv-formats");

const [schema, file] = process.argv.slice(2);
const ajv = new Ajv({ strict: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema)));
const input = fs.openSync(file);
const block = Buffer.allocUnsafe(256 << 10);
const decoder = new StringDecoder("utf8");
let invalid = 0;
let rest = "";
for (let n; (n = fs.readSync(input, block)) > 0; ) {
  const lines = (rest + decoder.write(block.subarray(0, n))).split("\n");
  rest = lines.pop();
  for (const line of lines) if (!validate(JSON.parse(line))) invalid++;
}
if (rest && !validate(JSON.parse(rest))) invalid++;
console.log(invalid, "invalid");
