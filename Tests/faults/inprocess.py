"""Random inputs in process, many more than there is time to start kb for: the cases Q6 to Q11 (Tests/Fuzz)."""
import concurrent.futures

from harness import NotHere, Place, case, expect


def fuzz(options, kind, count, long_count):
    """Has two kb-fuzz at once try inputs of a kind, each from a seed of its own; returns what they say of them."""
    if options.fuzz is None:
        raise NotHere("the program kb-fuzz is not given (--fuzz)")
    count = (long_count if options.long else count) // 2

    def part(seed):
        with Place(options.kb, seed, empty=True) as place:
            run = place.command([options.fuzz, kind, "--count", str(count), "--seed", str(seed),
                                 "--seconds", str(options.moment), "--folder", place.folder], timeout=7200)
            expect(run.status == 0, "status %d: %s%s" % (run.status, run.output, run.errors[:2000]))
            return run.output.strip()

    with concurrent.futures.ThreadPoolExecutor() as pool:
        return "; ".join(pool.map(part, (options.seed, options.seed + 1)))


@case("Q6", "random queries in process")
def queries(options):
    return fuzz(options, "queries", 2000, 1_000_000)


@case("Q7", "random and damaged documents in process, some of them imported")
def documents(options):
    return fuzz(options, "documents", 2000, 100_000)


@case("Q8", "random texts as notes in process")
def note_texts(options):
    return fuzz(options, "notes", 400, 20_000)


@case("Q9", "exports of notes from strangers in process")
def strangers(options):
    return fuzz(options, "lines", 400, 20_000)


@case("Q10", "logs of all formats, damaged and compressed, in process")
def logs(options):
    return fuzz(options, "logs", 2000, 500_000)


@case("Q11", "lines to kb mcp, random and damaged, in process")
def messages(options):
    return fuzz(options, "messages", 2000, 100_000)
