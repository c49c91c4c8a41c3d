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
    Entry("component-wasmtime/component-model-threading/stackful-cancellation.wast", "async: threads"),
    Entry("component-wasmtime/component-model-threading/subtask-drop-multithreaded.wast", "async: threads"),
    Entry("component-wasmtime/component-model-threading/suspend-trap.wast", "async: threads"),
    Entry("component-wasmtime/component-model-threading/thread-new-indirect-multi-table.wast", "async: threads"),
    Entry("component-wasmtime/component-model-threading/threading-builtins.wast", "async: threads"),
    Entry("component-wasmtime/component-model-threading/threading-trap-in-post-return.wast", "async: threads"),
    Entry(
      "component-wasmtime/component-model/adapter.wast",
      "one assertion is older than donut wrapping: an instance may call itself", lines: [97]),
    Entry("component-wasmtime/component-model/async/callback-yield-then-exit.wast", "async: tasks"),
    Entry(
      "component-wasmtime/component-model/async/cancel-host.wast",
      "async: functions of the host that take their time"),
    Entry("component-wasmtime/component-model/async/cancel-sibling-subtask.wast", "async: subtasks"),
    Entry("component-wasmtime/component-model/async/cancel-sync-and-waitable.wast", "async: waiting"),
    Entry("component-wasmtime/component-model/async/context-in-compositions.wast", "async: storage of tasks"),
    Entry("component-wasmtime/component-model/async/drop-deadlock.wast", "async: tasks"),
    Entry(
      "component-wasmtime/component-model/async/drop-host.wast",
      "async: functions of the host that take their time"),
    Entry("component-wasmtime/component-model/async/error-context.wast", "async: error contexts"),
    Entry("component-wasmtime/component-model/async/exceptions.wast", "async: tasks"),
    Entry("component-wasmtime/component-model/async/future-cancel-write-completed.wast", "async: futures"),
    Entry("component-wasmtime/component-model/async/future-cancel-write-dropped.wast", "async: futures"),
    Entry("component-wasmtime/component-model/async/future-drop-writable-after-notified-drop.wast", "async: futures"),
    Entry("component-wasmtime/component-model/async/future-read.wast", "async: futures"),
    Entry("component-wasmtime/component-model/async/futures-must-write.wast", "async: futures"),
    Entry("component-wasmtime/component-model/async/intra-futures.wast", "async: futures"),
    Entry("component-wasmtime/component-model/async/join-during-sync-read.wast", "async: tasks"),
    Entry("component-wasmtime/component-model/async/many-params-with-retptr.wast", "async: tasks"),
    Entry("component-wasmtime/component-model/async/partial-stream-copies.wast", "async: streams"),
    Entry("component-wasmtime/component-model/async/stackful.wast", "async: tasks"),
    Entry("component-wasmtime/component-model/async/stream-big-read-and-writes.wast", "async: streams"),
    Entry("component-wasmtime/component-model/async/stream-cancel-finished-op.wast", "async: streams"),
    Entry("component-wasmtime/component-model/async/stream-zero-ops.wast", "async: streams"),
    Entry("component-wasmtime/component-model/async/streams-massive-send.wast", "async: streams"),
    Entry("component-wasmtime/component-model/async/sync-and-async-waitable.wast", "async: waiting"),
    Entry("component-wasmtime/component-model/async/sync-call-context-slots.wast", "async: storage of tasks"),
    Entry("component-wasmtime/component-model/async/sync-call-context-trap.wast", "async: storage of tasks"),
    Entry("component-wasmtime/component-model/async/sync-call-context.wast", "async: storage of tasks"),
    Entry("component-wasmtime/component-model/async/task-builtins.wast", "async: tasks"),
    Entry("component-wasmtime/component-model/async/task-deletion.wast", "async: tasks"),
    Entry("component-wasmtime/component-model/async/trap-if-done.wast", "async: streams and futures"),
    Entry("component-wasmtime/component-model/async/trap-if-transfer-in-waitable-set.wast", "async: waiting"),
    Entry("component-wasmtime/component-model/async/wait-forever.wast", "async: waiting"),
    Entry("component-wasmtime/component-model/async/wait-forever2.wast", "async: waiting"),
    Entry("component-wasmtime/component-model/async/yield-when-cancelled.wast", "async: tasks"),
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
    Entry("component/async/cancel-stream.wast", "async: streams"),
    Entry("component/async/cancel-subtask.wast", "async: subtasks"),
    Entry("component/async/closed-stream.wast", "async: streams"),
    Entry("component/async/cross-task-future.wast", "async: futures"),
    Entry("component/async/deadlock.wast", "async: tasks"),
    Entry("component/async/dont-block-start.wast", "async: tasks"),
    Entry("component/async/drop-cross-task-borrow.wast", "async: tasks"),
    Entry("component/async/drop-stream.wast", "async: streams"),
    Entry("component/async/drop-subtask.wast", "async: subtasks"),
    Entry("component/async/drop-waitable-set.wast", "async: waiting"),
    Entry("component/async/during-sync-call-may-block-if-other-ready-threads.wast", "async: threads"),
    Entry("component/async/during-sync-call-no-sibling-resume.wast", "async: tasks"),
    Entry("component/async/empty-wait.wast", "async: waiting"),
    Entry("component/async/partial-stream-copies.wast", "async: streams"),
    Entry("component/async/passing-resources.wast", "async: tasks"),
    Entry("component/async/sync-barges-in.wast", "async: tasks"),
    Entry("component/async/sync-streams.wast", "async: streams"),
    Entry("component/async/trap-if-block-and-sync.wast", "async: tasks"),
    Entry("component/async/trap-if-done.wast", "async: streams and futures"),
    Entry("component/async/trap-on-reenter.wast", "async, and two assertions are older than donut wrapping"),
    Entry("component/async/wait-during-callback.wast", "async: waiting"),
    Entry("component/async/zero-length.wast", "async: streams"),
    Entry("component/values/variants.wast", "async: one function is lifted and lowered so", lines: [186]),
  ]

  static func entry(_ path: String) -> Entry? { entries.first { $0.path == path } }
}
