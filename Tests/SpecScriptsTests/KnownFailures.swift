/// What does not pass in the scripts about components, with the reasons: what this program does not hold yet, and where the
/// specification has moved on since the script was written.
enum KnownFailures {
  /// A script that does not pass.
  struct Entry {
    /// In the shared data.
    let path: String
    /// The lines of the directives that fail, while all others pass; nil where any may.
    let lines: [Int]?
    let reason: String

    init(_ path: String, _ reason: String, lines: [Int]? = nil) {
      self.path = path
      self.lines = lines
      self.reason = reason
    }
  }

  static let entries: [Entry] = [
    Entry(
      "component-wasmtime/component-model-threading/stackful-cancellation.wast",
      "resumes a thread that is not suspended, which is looked at before the cancellation is", lines: [385]),
    Entry(
      "component-wasmtime/component-model/adapter.wast",
      "one assertion is older than donut wrapping: an instance may call itself", lines: [97]),
    Entry(
      "component-wasmtime/component-model/async/callback-yield-then-exit.wast",
      "calls for a trap before anything has to wait, as the specification once did", lines: [50, 51]),
    Entry(
      "component-wasmtime/component-model/async/future-read.wast",
      "calls for a trap before anything has to wait, as the specification once did", lines: [125]),
    Entry(
      "component-wasmtime/component-model/async/stackful.wast",
      "calls for a trap before anything has to wait, as the specification once did", lines: [107]),
    Entry(
      "component-wasmtime/component-model/async/task-builtins.wast",
      "expects a task to go on that has its instance to itself, while its caller does not wait", lines: [721]),
    Entry(
      "component-wasmtime/component-model/big-strings.wast",
      "strings of 2^28 bytes and more, which the specification refuses by now before they are allocated",
      lines: [
        207, 218, 228, 242, 256, 276, 289, 299, 313, 327, 337, 350, 358, 374, 387, 398, 408, 416,
      ]),
    Entry(
      "component-wasmtime/component-model/import.wast",
      "calls invalid what wasmtime alone refuses: an import exported again", lines: [1]),
    Entry(
      "component-wasmtime/component-model/restrictions.wast",
      "calls invalid what wasmtime alone refuses", lines: [1, 5, 9, 16]),
    Entry(
      "component-wasmtime/component-model/strings.wast",
      "narrows UTF-16 with another alignment than the specification does", lines: [173]),
    Entry(
      "component-wasmtools/component-model/gc/error-context.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry("component-wasmtools/component-model/gc/flag-types.wast", "the garbage-collected canonical ABI is not held"),
    Entry("component-wasmtools/component-model/gc/futures.wast", "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/gc/lift-func-many-params.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/gc/lift-func-no-params.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry("component-wasmtools/component-model/gc/list-types.wast", "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/gc/option-types.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/gc/primitive-types.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/gc/record-types.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/gc/resource-types.wast",
      "the garbage-collected canonical ABI is not held"),
    Entry("component-wasmtools/component-model/gc/tuple-types.wast", "the garbage-collected canonical ABI is not held"),
    Entry(
      "component-wasmtools/component-model/import.wast",
      "names of dependencies and locations, which the specification has no more", lines: [186, 228, 269, 303]),
    Entry(
      "component-wasmtools/component-model/legacy-indices.wast",
      "shared types and the garbage-collected canonical ABI are not held", lines: [71, 87]),
    Entry(
      "component-wasmtools/component-model/nested-names.wast",
      "names of dependencies, which the specification has no more", lines: [13, 24]),
    Entry(
      "component-wasmtools/component-model/shared-everything-threads/not-accepted.wast",
      "shared types are not held", lines: [13]),
    Entry(
      "component-wasmtools/component-model/values/start.wast",
      "refuses two start functions, of which the specification allows any number", lines: [49]),
    Entry(
      "component-wasmtools/missing-features/component-model/map.wast",
      "written when maps were off unless asked for", lines: [32]),
    Entry(
      "component/async/dont-block-start.wast",
      "calls for a trap before anything has to wait, as the specification once did", lines: [24]),
    Entry(
      "component/async/sync-streams.wast",
      "expects a task to go on that has its instance to itself, while its caller does not wait", lines: [208]),
    Entry(
      "component/async/trap-if-block-and-sync.wast",
      "calls for a trap before anything has to wait, as the specification once did", lines: [287, 289]),
    Entry(
      "component/async/trap-on-reenter.wast",
      "older than donut wrapping: a child may call its parent, and the other way round", lines: [65, 86, 110]),
  ]

  static func entry(_ path: String) -> Entry? { entries.first { $0.path == path } }
}
