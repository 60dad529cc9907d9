import { describe, expect, it } from "vitest";
import * as z from "zod";
import { describeRoute, problemsOf } from "./api-route.ts";
import { API_ROUTES } from "./api-routes.ts";
import { openapiDocument } from "./openapi.ts";
import { isProblemReason, PROBLEMS, problemKind } from "./problem.ts";

const OPTIONS = { title: "Shop API", version: "1", origin: "http://shop.example" };
const document = openapiDocument(API_ROUTES, OPTIONS);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe("openapiDocument()", () => {
  it("names every route once", () => {
    expect(operations).toHaveLength(API_ROUTES.length);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leaves no reference open", () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, reference = ""] of references) {
      expect(reference).toMatch(/^#\/components\/schemas\//);
      expect(document.components.schemas).toHaveProperty(reference.split("/").at(-1) ?? "");
    }
  });

  it("describes each parameter of each path", () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const described = (operation.parameters ?? []).filter((one) => one.in === "path");
      expect(described.map(({ name }) => name)).toEqual(inPath);
      expect(described.every(({ required }) => required)).toBe(true);
    }
  });

  it("offers the Idempotency-Key to every command but the provider's", () => {
    for (const { method, path, operation } of operations) {
      const isCommand = method !== "get" && !path.startsWith("/webhooks/");
      const names = (operation.parameters ?? []).map(({ name }) => name);
      expect(names.includes("Idempotency-Key"), operation.operationId).toBe(isCommand);
    }
  });

  it("answers every failure with the one shape", () => {
    for (const { operation } of operations) {
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (Number(status) < 400) continue;
        expect(content).toEqual({
          "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
        });
      }
    }
  });

  it("gives a schema two components where sending and answering differ", () => {
    const place = z
      .strictObject({ city: z.string(), line2: z.string().default("") })
      .meta({ id: "TestPlace" });
    const body = z.strictObject({ place }).meta({ id: "TestMove" });
    const response = z.strictObject({ place }).meta({ id: "TestMoved" });
    const route = describeRoute({
      id: "move",
      method: "POST",
      path: "/move",
      tag: "Test",
      summary: "Move",
      body,
      response,
      problems: [],
    });
    const { schemas } = openapiDocument([route], OPTIONS).components;
    expect(schemas.TestPlaceInput?.required).toEqual(["city"]);
    expect(schemas.TestPlace?.required).toEqual(["city", "line2"]);
    const placeOf = (name: string) => schemas[name]?.properties?.place?.$ref;
    expect(placeOf("TestMove")).toBe("#/components/schemas/TestPlaceInput");
    expect(placeOf("TestMoved")).toBe("#/components/schemas/TestPlace");
  });
});

describe("PROBLEMS", () => {
  it("has a row for every reason that a route names", () => {
    for (const reason of API_ROUTES.flatMap(problemsOf)) expect(isProblemReason(reason)).toBe(true);
  });

  it("speaks of failures only, and keeps their words apart from the standard members", () => {
    const standard = ["type", "title", "status", "detail", "instance", "code", "errors"];
    for (const reason of Object.keys(PROBLEMS).filter(isProblemReason)) {
      const { status, facts = [] } = problemKind(reason);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(reason).toMatch(/^[a-z]+(_[a-z]+)*$/);
      // "status" is the standard member's name: a fact of that name would be overwritten by it.
      expect(
        facts.filter((fact) => standard.includes(fact)),
        reason,
      ).toEqual([]);
    }
  });
});
