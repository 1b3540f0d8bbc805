import { z } from 'zod';

/** A customer system that plans are published to. */
export const Crm = z.enum(['salesforce', 'hubspot', 'dynamics', 'veeva']).meta({ id: 'Crm' });
export type Crm = z.infer<typeof Crm>;

/** Name of a field or table as the system's own interface has it: nothing that could be more than a name. */
const Field = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/);
const Label = z.string().trim().min(1).max(80);
/** What people of the register are called there, where that is not what the register knows them by. */
const People = z.record(z.string().max(120), z.string().trim().min(1).max(200)).default({});

/** How a plan is said in Salesforce Sales Territories. */
export const SalesforceMap = z
  .object({
    crm: z.literal('salesforce'),
    /** Text field, external id, unique, on Territory2Model and Territory2. */
    keyField: Field.default('Hexalign_Key__c'),
    /** Field of Account that holds the ids of this plan's accounts. */
    accountKey: Field.default('Id'),
    /** Field of User that holds what people are known by. */
    userKey: z.enum(['Id', 'Username', 'Email', 'FederationIdentifier']).default('Id'),
    /** Name of the territory model; null = that of the plan. */
    model: Label.nullable().default(null),
    access: z.object({ account: z.enum(['Read', 'Edit', 'All']).default('Edit'), opportunity: z.enum(['None', 'Read', 'Edit']).default('Edit'), case: z.enum(['None', 'Read', 'Edit']).default('None') }).prefault({}),
    roles: z.object({ owner: Label.default('Owner'), overlay: Label.default('Sales Rep'), backup: Label.default('Sales Rep') }).prefault({}),
    /** Territory types by level; a level that is not named gets a type of its own. */
    types: z.array(z.object({ level: z.number().int().min(0).max(9), name: Label, priority: z.number().int().min(1).max(9999) })).max(10).default([]),
    /** Make the owner of a position its forecast manager. */
    forecast: z.boolean().default(true),
    /** Set the owner of accounts, too. */
    accountOwner: z.boolean().default(false),
    /** Fields of Account that tell the territory; null = none. */
    accountFields: z.object({ name: Field.nullable().default(null), key: Field.nullable().default(null), plan: Field.nullable().default(null) }).prefault({}),
    /** Assignment rules by postal code for new accounts; null = none. */
    rules: z.object({ postalField: Field.default('BillingPostalCode'), countryField: Field.nullable().default('BillingCountry'), country: Label.default('United States') }).nullable().default(null),
    people: People,
  })
  .meta({ id: 'SalesforceMap' });
export type SalesforceMap = z.infer<typeof SalesforceMap>;

/** How a plan is said on HubSpot companies. */
export const HubspotMap = z
  .object({
    crm: z.literal('hubspot'),
    /** `recordId`: the accounts of the plan are HubSpot's own ids; else a property of companies that is unique. */
    companyKey: z.union([z.literal('recordId'), Field]).default('recordId'),
    /** Properties of companies that are written; null = not. */
    properties: z.object({ name: Field.nullable().default('territory'), id: Field.nullable().default('territory_id'), region: Field.nullable().default('territory_region'), plan: Field.nullable().default('territory_plan_id'), from: Field.nullable().default('territory_effective_date') }).prefault({}),
    /** Set the owner of companies to the owner of the territory. */
    owner: z.boolean().default(true),
    people: People,
  })
  .meta({ id: 'HubspotMap' });
export type HubspotMap = z.infer<typeof HubspotMap>;

/** How a plan is said in Dynamics 365. */
export const DynamicsMap = z
  .object({
    crm: z.literal('dynamics'),
    /** Column of `territory` that holds our key: text, with an alternate key. */
    keyColumn: Field.default('new_hexalignkey'),
    /** Column of `account` that holds the ids of this plan's accounts. */
    accountKey: Field.default('accountnumber'),
    /** Column of `systemuser` that holds what people are known by. */
    userKey: z.enum(['systemuserid', 'internalemailaddress', 'domainname', 'employeeid']).default('internalemailaddress'),
    accountOwner: z.boolean().default(false),
    people: People,
  })
  .meta({ id: 'DynamicsMap' });
export type DynamicsMap = z.infer<typeof DynamicsMap>;

/** How a plan is said in Veeva CRM Vault. Files only. */
export const VeevaMap = z
  .object({
    crm: z.literal('veeva'),
    /** Field that holds our key, on territories. */
    keyField: Field.default('external_id__v'),
    /** Field of accounts that holds the ids of this plan's accounts. */
    accountKey: Field.default('external_id__v'),
    /** Field of users that holds what people are known by. */
    userKey: Field.default('username__sys'),
    people: People,
  })
  .meta({ id: 'VeevaMap' });
export type VeevaMap = z.infer<typeof VeevaMap>;

/** A field map, by the system it is for. */
export const FieldMap = z.discriminatedUnion('crm', [SalesforceMap, HubspotMap, DynamicsMap, VeevaMap]);
export type FieldMap = z.infer<typeof FieldMap>;
