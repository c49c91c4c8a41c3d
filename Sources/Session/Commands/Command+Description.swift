import CoreTypes

extension Command {
  /// What the help says of it.
  var description: CommandDescription {
    switch self {
    case .load:
      describe(
        .load, "PATH... [as NAME]", "load WIT packages, components and core modules",
        [
          "PATH is a .wit file, a WIT directory with its deps/, or a .wasm component or core module.",
          "Each component or module becomes an instance named after its file, or NAME; the last one is current.",
          "A name with blanks in it is written in double quotes. - is standard input.",
        ])
    case .reload:
      describe(
        .load, "", "load everything again from where it came",
        ["Variables stay. Nothing changes if one of the files cannot be loaded."])
    case .reset:
      describe(
        .load, "[NAME]", "make an instance anew, with fresh memory",
        ["Without a name, the current one. It is the way on after a trap. Variables stay."])
    case .instances: describe(.load, "", "list the instances; the current one is marked *")
    case .use:
      describe(
        .load, "NAME", "make an instance current",
        ["Short names are looked for in the current instance first."])
    case .browse:
      describe(
        .look, "[NAME]", "show packages, worlds, interfaces and functions",
        ["NAME is an instance, a package, an interface or a world."])
    case .exports: describe(.look, "[NAME]", "list what an instance exports")
    case .imports: describe(.look, "[NAME]", "list what an instance imports")
    case .type:
      describe(
        .look, "EXPR", "show the type of an expression without running it",
        ["Nothing is called: the type of a call is its function's result."])
    case .info: describe(.look, "NAME", "show all that a name means, with its documentation")
    case .find: describe(.look, "TEXT", "search names and documentation")
    case .wit: describe(.look, "[NAME]", "print the WIT of an instance, a package or a world")
    case .vars: describe(.look, "", "list the variables")
    case .bits:
      describe(
        .bits, "EXPR [, CHANGE...]", "show an expression's bits, and its operation's",
        [
          ":bits -1:s8                the bits of a value",
          ":bits 1.5:f32              a float by its sign, exponent and fraction",
          ":bits 100:s8 + 50:s8       an addition with its carries",
          ":bits 100:s8, flip 7 0     a scratch copy with two bits flipped",
          ":bits 5:s8 - 7:s8, complement   a subtraction as x + ~y + 1",
          "Behind a comma stand changes of a scratch copy: flip BIT..., as TYPE, complement.",
          "BIT is 7, or x.7 or y.7 where there are two numbers. The value itself, it, stays as it was.",
        ])
    case .carry:
      describe(
        .bits, "EXPR [, CHANGE...]", "show an addition's carries one bit at a time",
        [
          ":carry 100:s8 + 50:s8      every step; :next and :back then walk them one at a time",
          ":carry 5:s8 - 7:s8, complement   with the carries of x + ~y + 1 instead of borrows",
          "The changes are those of :bits: flip BIT..., as TYPE, complement.",
        ])
    case .wheel:
      describe(
        .bits, "EXPR [, CHANGE...]", "show an integer or an operation on its type's number wheel",
        [
          ":wheel 100:s8 + 50:s8      the way that it goes, and where it crosses the seam",
          "The changes are those of :bits: flip BIT..., as TYPE.",
        ])
    case .why:
      describe(
        .bits, "", "explain the last value, down to the bit where it was lost",
        ["From the value to its operation, to the instruction that was seen, to the bit where the carries part."])
    case .predict:
      describe(
        .bits, "[EXPR]", "guess a result before it is shown; alone, the score",
        [
          ":predict 100:s8 + 50:s8    asks for the value, then V and C (B when subtracting, fits where there is no carry)",
          "The next input is the answer: -106 1 0, or -106 V=1 C=0. What is left out counts as not answered.",
          "An empty line or skip shows the outcome without scoring.",
        ])
    case .step:
      describe(
        .step, "[CALL / off]", "walk a call instruction by instruction, forwards and backwards",
        [
          ":step overflowing-add 1 2  begins; :step alone shows again where it stands",
          ":next :over :out :continue :goto   go on; :back goes back",
          ":bits, :carry, :wheel and :why alone show the step's operation meanwhile.",
          ":step off                  gives the call up: its instance is as it was before",
          "While a call is walked, its instance makes no other, nor do the linked ones that it went into.",
        ])
    case .next:
      describe(
        .step, "[N]", "go one step on, into what is called; or the next bit of the carries in hand",
        [
          ":next 100                  a hundred steps",
          "What was opened last goes on: the walk by :step, or the carries by :carry EXPR.",
        ])
    case .back:
      describe(
        .step, "[N / over / out / continue / overflow]", "go back: each move's other direction",
        [
          ":back                      the step before, or the bit before of the carries in hand",
          ":back 100                  a hundred steps back",
          ":back over                 the step before in this function, or the call that led here",
          ":back out                  the call that led into this function",
          ":back continue             the breakpoint before, or the beginning",
          ":back overflow             the instruction before that lost something",
        ])
    case .over:
      describe(.step, "", "go one step on; what it calls runs to its end", [":back over is the way back."])
    case .out:
      describe(.step, "", "run to where the function was called from", [":back out goes to the call that led in."])
    case .continue:
      describe(
        .step, "[overflow]", "run on to a breakpoint, or to the end",
        [":continue overflow         to the next instruction that loses something"])
    case .goto:
      describe(.step, "N / start / end", "go to a step by its number, forwards or backwards")
    case .break:
      describe(
        .step, "[WHAT / off]", "stop there when a walk continues; alone, list the breakpoints",
        [
          ":break overflow            where an instruction loses something",
          ":break trap                before what traps",
          ":break overflowing_add     a function of a module, or an export; an import where it is called",
          ":break import host.log     an import, of a component or a module, whoever answers",
          ":break 0x85                an instruction, by its file offset",
          ":break off 2               takes one away by its number, or as it was set; :break off all",
          "In the explorer b sets one at the line in hand, and takes it away.",
        ])
    case .compare:
      describe(
        .compare, "CALL", "make a call on every instance that has the function",
        ["The values are compared; the first difference is marked with ^, and its place in the value is named."])
    case .bench:
      describe(
        .compare, "CALL", "time a call on every instance that has the function",
        [
          ":bench overflowing-add 1 2     the time of a call: the median, the quartiles, and the ratio to the first",
          "Composed and linked components are told apart, with their ratio to the first that is neither, too.",
          "Native instances come first. Calls run unwatched, on fresh instances, for :set bench-time seconds in all.",
          "A call's time is that of handing over its arguments and its result, too.",
        ])
    case .measure:
      describe(
        .compare, "CALL", "make a call and count what it did",
        [
          "Instructions, calls, loads and stores, what its memories grew by and what in them changed, and calls of imports.",
          "Of long calls the first 100000 instructions are looked at one by one. The call runs unwatched.",
        ])
    case .sweep:
      describe(
        .compare, "NAME [signed / unsigned] [N]", "try a function's arguments and show where it overflows",
        [
          ":sweep overflowing-add-s8      all pairs of two 8-bit numbers, as a map",
          ":sweep overflowing-add-s8 unsigned  the same pairs read without a sign",
          ":sweep overflowing-add 100     at most 100 calls",
          "Other types are tried at the edges of every parameter, 65536 calls at most; records and tuples by their parts.",
          "What is found is told with its smallest example: the least sum of magnitudes, then the least last number.",
          "MISMATCH is a flag or value that is not the one computed. The calls run on a fresh instance.",
        ])
    case .diff:
      describe(
        .compare, "NAME NAME CALL", "walk through a call on two instances until they part",
        [
          ":diff old new f(1)         the last instructions that both ran alike, and the first that differ",
          "Instructions are alike where their text, their operands and their result are, wherever they stand.",
        ])
    case .trace:
      describe(
        .step, "CALL [, OPTION...]", "tell what a call does, operator by operator",
        [
          ":trace overflowing-add 1 2                  every operator with its operands and its result",
          ":trace overflowing-add 1 2, only calls      calls alone; also memory, moments, i32, i32.add",
          ":trace overflowing-add 1 2, only overflow   what the watch would tell; losses: whatever lost something",
          ":trace overflowing-add 1 2, in add, first 9 at most nine operators of the function add",
          ":trace overflowing-add 1 2, to t.tsv        all of them to a new file, with tabs between",
          "Moments of the canonical ABI, such as lowering the arguments, stand between the operators.",
        ])
    case .link:
      describe(
        .link, "[IMPORT to NAME]", "link what components import to an instance; alone, list the links",
        [
          ":link overflowing-add to native   calls of the import go to the instance native",
          ":link overflowing-add off         no longer",
          "The types of the functions must be equal. Handles pass between linked instances, and the destructor of a resource runs",
          "where it was made; while any import with resources is linked, walks take calls of linked instances as one step.",
        ])
    case .stub:
      describe(
        .link, "[IMPORT [= VALUE / trap / off]]", "answer calls of what no instance provides; alone, list the stubs",
        [
          ":stub get-time             a function, interface or world; its calls return plain values: 0, \"\", none, ok",
          ":stub get-time = 5         what the function returns, checked against its type",
          ":stub get-time trap        its callers trap",
          ":stub all                  whatever is missing, now and after later loads",
          ":stub get-time off         no longer; :stub off takes all away",
          "IMPORT is a name, or in full as wasi:clocks/wall-clock. A component that imports it need not be loaded anew.",
          "The instance stub exports the stubs, so that they can be called. :stub alone lists the calls they had, and "
            + ":reset stub forgets those. Resources are fresh handles.",
        ])
    case .record:
      describe(
        .session, "[PATH / off]", "write the session to a new file, to be checked later",
        [
          ":record s.wits             the inputs so far with their output, and each that follows",
          ":record off                ends it; alone, :record says how it stands",
          "witscope check s.wits, or :check s.wits, plays it again and says what differs.",
        ])
    case .source:
      describe(
        .session, "PATH", "run a script's or a session file's inputs here",
        [
          "The first error ends it; in a .wits file not one that is expected. Paths in it are relative to it."
        ])
    case .check:
      describe(
        .session, "PATH", "play a session file anew and show what differs",
        ["A .wits file, or Markdown with fences tagged wits. This session stays as it is."])
    case .watch:
      describe(
        .watch, "[signed / unsigned / both / on / off] [log / trap]", "say what of an instruction's losses is told",
        [
          ":watch on                  in the sign of the result, as it is at the start",
          ":watch signed              what is lost where every integer is read as signed",
          ":watch both trap           end a call before an instruction that loses something in either reading",
          ":watch off                 look at nothing: the fastest way to run",
          "Told are sums, differences, products, shifts, truncations, narrowing stores, min / -1 and floats made integers.",
          "Where a call returned such a result it runs once more, unseen, and what was left is followed byte by byte through",
          "moves, memory, extension, truncation and components' borders: source, then, and what part of the result it is.",
          "Rules set apart what compilers and authors do on purpose, counted by rule; :set watch-rules turns them off:",
        ]
          + WatchRule.allCases.map { rule in
            "  \(rule.rawValue)" + String(repeating: " ", count: 16 - rule.rawValue.utf8.count) + rule.summary
          })
    case .set:
      describe(
        .session, "[KEY VALUE]", "show or change settings",
        [
          ":set fuel 1000000          wasm instructions one input may run; none takes the limit away",
          ":set timeout 2.5           seconds one input may take, or none",
          ":set max-memory 64m        bytes an instance's memory may grow to, from its next reset",
          ":set watch off             stop comparing integer operations with their exact results; see :watch",
          ":set watch-rules -hashes   count what a rule sets apart among the wraps; all and none too",
          ":set bench-time 0.2        seconds that :bench takes",
          ":set step-memory 64m       bytes that going back in a walk may take; with less it takes longer",
          ":set follow-limit 10m      instructions that a call may run to be followed from what wrapped to its result; 0: none",
          ":set step-time 0.02        seconds it may take, about: with less a walk keeps more of its way, and runs slower",
          ":set features simd,-threads,fancy  proposals and gates of WIT; :reload reads anew with them",
          ":set mouse off             leave the mouse to the terminal",
          ":set flag NAME PATH        where in a function's result its overflow flag is, such as 1 or .overflowed",
        ])
    case .history:
      describe(
        .session, "[N / TEXT]", "list the inputs, the last N, or those that hold TEXT",
        [":history 5                 the last five", ":history add               those with add in them"])
    case .complete:
      describe(
        .session, "TEXT", "list what could stand at the end of a half-typed input",
        [":complete overfl           names that begin so", ":complete overflowing-add(   arguments to begin from"])
    case .drop:
      describe(
        .session, "NAME", "forget a variable, and drop the resource that it holds",
        ["A resource's destructor runs. Its number means nothing afterwards, in whatever variable it stands."])
    case .tui: describe(.session, "", "change between the line REPL and the explorer")
    case .help: describe(.session, "[NAME]", "explain a command or a function")
    case .quit: describe(.session, "", "leave")
    }
  }

  private func describe(
    _ group: CommandDescription.Group, _ arguments: String, _ summary: String, _ details: [String] = []
  ) -> CommandDescription {
    CommandDescription(rawValue, short: short, group, arguments: arguments, summary, details: details)
  }

  /// Examples of the input language, with what each means.
  static let examples: [(input: String, meaning: String)] = [
    ("overflowing-add({x: 2147483647, y: 1})", "call a function; values are WAVE"),
    ("overflowing-add <x:2147483647,y:1>", "the fields of its only parameter"),
    ("overflowing-add 2147483647 1", "bare values"),
    ("native.overflowing-add(...)", "on a named instance"),
    ("r = overflowing-add 1 2", "keep a value; r.0 is its first element"),
    ("s8 100 + 50", "integer arithmetic in a type, with its wraps"),
    ("200:u8 + 100", "the same: a literal takes the other operand's type"),
    ("it, $3", "the last value, the value of input 3"),
  ]
}
