/** What `hexalign help` prints. */
export const HELP = `hexalign: balanced, contiguous territories

  hexalign design ACCOUNTS.csv --territories N --out DIR [options]   draw a plan
  hexalign design --graph PATH --territories N --out DIR [options]   the same on a graph of units
  hexalign verify DIR [--input FILE] [--json]                        recompute a plan from its files
  hexalign export PLAN --format F[,F] [--out PATH]                   files for GIS, spreadsheets and print
  hexalign diff BEFORE AFTER [--json | --markdown]                   what changes from one plan to another
  hexalign whatif DIR --out NEW [what happens] [--json]              the plan that comes of it, and what moves
  hexalign serve                                                     start the server
  hexalign worker                                                    work on jobs beside it
  hexalign backup FILE                                               everything in one file, also while it runs
  hexalign restore FILE                                              into an empty DATA_DIR or DATABASE_URL
  hexalign export-plan PLAN FILE | import-plan FILE                  one plan with its whole history
  hexalign import KIND FILE [--dry-run | --commit]                   judge a list, say what it would change, take it in
  hexalign import --commit ID | --undo ID                            the same later; take an import back
  hexalign user link [E-MAIL]                                        a one-time address that signs in
  hexalign user add E-MAIL [--role ROLE]                             a one-time address to make an account
  hexalign user list                                                 who may sign in
  hexalign help | version

Columns (guessed from the header when left out; the guess is printed):
  --id COL                  the account's id
  --lat COL --lng COL       its place in degrees
  --postal COL              or its postal code; US ZIP codes are known
  --country COL             column (or two-letter code) of the postal code's country
  --postal-table FILE.csv   places of other postal codes: postal,lat,lng[,country]
  --measure NAME=COLUMN[:currency|count|hours]
                            what is to be balanced; repeat for more; NAME=1:count counts accounts
                            (which is also the default)
  --current COL             today's territory: names the new ones and tells what moves
  --where 'COLUMN=VALUE'    only these rows (or != for all others); repeat to narrow further
  --missing reject|zero     what an empty measure does to its row (default reject)

Plan:
  --territories N           how many; or what one can take: hours=1600@85%,visits=900
  --tolerance 0.05          largest deviation from the target, as a share or in % (default 5 %); NAME=3% for one measure
  --region CODE|FILE        us, us-lower48, us-ca, de ... or a GeoJSON file
                            (default: the states or countries that hold the accounts)
  --resolution A..B         coarsest and finest H3 cells (default: by region and N)
  --no-link                 do not join islands
  --seed 1                  another number gives another plan
  --preset fast|balanced|thorough
                            thorough makes four plans at once, on threads, and takes the best
  --time-limit SECONDS      ends the search at the next pass with the best plan so far
  --graph PATH              JSON { units, borders, current? } or a folder of sparse rows

Demands (territories are called T01, T02 ..., as --current has them, or as you name them here):
  --share T01=1.5           a larger or smaller target: times an even share; beds@T01=1.5 for one measure
  --weight NAME=2           how much a measure counts beside others (0: not balanced, but bounds hold)
  --min NAME=V --max NAME=V bounds for every territory, NAME@T01=V for one; on any measure
  --start T01=LNG,LAT       grows from this place and keeps it
  --home T01=LNG,LAT        is worked from here; with --leash KM for its centre, --reach KM for all its ground
  --hold COL                column with the territory an account stays in
  --group COL               accounts with the same text here stay together (family, city, county)
  --barrier FILE.geojson    lines, or outlines of areas, that no territory crosses
  --link LNG,LAT:LNG,LAT    lets a territory reach across here (also UNIT:UNIT)
  --in-pieces T01           may lie in several pieces
  --travel 0.5              weight of the way to homes or centres beside shape
  --workload NAME           a measure of hours with the way to the accounts in it: visits x (time + way)
    --visits COL|1 --minutes COL|60 --speed 60 --day 8
  --lock T01                neither gains nor loses           } with today's territories:
  --price 1[:NAME]          what moving costs beside shape    } --current COL, or "current" of a graph
  --budget NAME=V|V%        at most so much changes hands     } NAME: a measure, accounts or units;
                                                              } NAME@T01=V out of one territory
  --table FILE.csv          a row per territory: territory, share, share:NAME, min:NAME, max:NAME,
                            lng, lat, leash_km, reach_km, lock, in_pieces

Output:
  --out DIR                 plan.json, certificate.json, accounts.csv, units.csv, territories.geojson,
                            rejected.csv (with --graph also borders.csv)
  --keep-columns            copy the input's other columns to accounts.csv
  --json                    one JSON summary on stdout

Export (PLAN: a plan folder, the plan.zip of a server, or with --server a plan's id or name):
  --format F                geojson, kml, shapefile, geoparquet, accounts-csv, units-csv, cells-csv, cells-parquet, postal-csv,
                            xlsx, map-png, map-pdf, book-pdf, or all; several with commas
  --out PATH                a file, or a folder for several (default: here)
  --paper a4|a3|a0          of a PDF;  --layer FILE.geojson --layer-id KEY  areas of postal codes;  --date DAY  for the stamp
  --server URL --key KEY    from a server: --scenario NAME, --revision N; --in-force or --date DAY for what counts on a day;
                            --layer NAME is a boundary layer there
  --people-blind            positions in place of people

What if (territories by id; several happen together):
  --leave T07               is dissolved; repeat for more at once
  --hire 'NAME@LAT,LNG*50%' a territory more around a home; *50%: what the newcomer can take on
  --split T07:40%           part of it goes to a new one (default half)
  --merge T07=T08           T08 takes over T07
  --count N                 so many territories
  --target T07=4%[:NAME]    another share of the whole, of one measure or all
  --shift NAME=120%[@W,S,E,N]
                            values as they would be, everywhere or in a box of degrees
  --segment NAME=SEG[,SEG]*200%/50%
                            accounts of some segments count so much in a measure, all others so much (default 100%/0)
  --segments FILE           whose segments they are: columns id and segments (several separated by ;)
  --reach KM[@T07]          no ground further than this from the centre of its territory
  --tolerance 5%            of all measures; with nothing else: only back into balance
  --budget NAME=5%          at most so much of what somebody has moves: a measure, accounts or units

Import (KIND: accounts, people, covers, owners, postal, areas; without --commit nothing is changed):
  --plan ID --layer NAME    accounts, owners, covers of a plan; the boundary layer of areas
  --field NAME=COLUMN       which column fills a field, where the guess is wrong; --constant NAME=VALUE for all rows
  --measure NAME=COLUMN[:currency|count|hours], --where, --missing reject|zero|keep, --gone keep|remove
  --mapping FILE.json       all of that at once, as the API has it
  --problems FILE.csv       where every problem of every row is written (default: FILE-problems.csv)
  --server URL --key KEY    at a server elsewhere (HEXALIGN_SERVER, HEXALIGN_API_KEY); else at the database of this machine
  --json                    the import as JSON

Exit: 0 within tolerance, 2 the best plan found is outside it, 1 unusable input (nothing written).
import: 0 every row is in, 2 some rows cannot be used, 1 nothing can be done.
diff: 0 the same, 2 different, 1 one cannot be read.
whatif: as design; 2 when a territory stays outside its band.
verify: 0 agrees, 1 disagrees and says where.
`;
