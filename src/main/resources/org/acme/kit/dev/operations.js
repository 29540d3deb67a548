// What the service can be asked, read from its contract (OpenAPI), each with a request that its schema allows.
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function operations(contract) {
  return Object.entries(contract.paths ?? {}).flatMap(([path, item]) => METHODS.filter((method) => item[method]).map((method) => {
    const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])].map((one) => resolved(one, contract));
    const schema = resolved(item[method].requestBody, contract)?.content?.['application/json']?.schema;
    return {
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path: filled(path, parameters, contract),
      body: schema ? JSON.stringify(sample(schema, contract, 0)) : '',
    };
  }));
}

function filled(path, parameters, contract) {
  const value = (one) => encodeURIComponent(one.example ?? sample(one.schema ?? {}, contract, 0));
  const query = parameters.filter((one) => one.in === 'query' && one.required).map((one) => `${one.name}=${value(one)}`).join('&');
  const bare = parameters.filter((one) => one.in === 'path').reduce((text, one) => text.replace(`{${one.name}}`, value(one)), path);
  return query ? `${bare}?${query}` : bare;
}

const resolved = (part, contract) => part?.$ref ? part.$ref.slice(2).split('/').reduce((at, key) => at?.[key], contract) : part;

function sample(given, contract, depth) {
  const schema = resolved(given, contract) ?? {};
  if (schema.example !== undefined || schema.default !== undefined) return schema.example ?? schema.default;
  if (schema.enum) return schema.enum[0];
  if (depth > 5) return null;
  const type = [schema.type].flat().find((one) => one !== 'null');
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (type === 'boolean') return true;
  if (type === 'array') return [sample(schema.items ?? {}, contract, depth + 1)];
  const parts = Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sample(part, contract, depth + 1)]);
  return parts.length > 0 || type === 'object' ? Object.fromEntries(parts) : 'hello';
}
