import Glibc
import LineEditing
import LineREPL
import Testing

@Suite struct HistoryFileTests {
  @Test func liesWhereTheEnvironmentSays() {
    #expect(HistoryFile(variables: ["XDG_STATE_HOME": "/s", "HOME": "/h"])?.path == "/s/witscope/history")
    #expect(HistoryFile(variables: ["HOME": "/h"])?.path == "/h/.local/state/witscope/history")
    #expect(HistoryFile(variables: ["XDG_STATE_HOME": "s", "HOME": "/h"])?.path == "/h/.local/state/witscope/history")
    #expect(HistoryFile(variables: [:]) == nil)
  }

  @Test func keepsInputsForTheOwnerOnly() {
    let directory = TemporaryDirectory()
    let file = HistoryFile(path: directory.path + "/state/witscope/history")
    #expect(file.load().entries == [])
    #expect(file.append("one"))
    #expect(file.append("two\nlines"))
    #expect(file.load().entries == ["one", "two\nlines"])
    var status = stat()
    #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(stat(directory.path + "/state/witscope", &status) == 0 && status.st_mode & 0o777 == 0o700)
    #expect(String(decoding: directory.read("state/witscope/history"), as: UTF8.self) == "one\ntwo\\nlines\n")
  }

  @Test func keepsWhatOthersAddedMeanwhile() {
    let directory = TemporaryDirectory()
    let file = HistoryFile(path: directory.path + "/history")
    file.append("mine")
    directory.write(Array("mine\ntheirs\n".utf8), to: "history")
    file.append("mine again")
    #expect(file.load().entries == ["mine", "theirs", "mine again"])
    file.append("last", capacity: 2)
    #expect(file.load().entries == ["mine again", "last"])
  }

  @Test func doesWithoutAFileThatCannotBe() {
    let directory = TemporaryDirectory()
    directory.write([], to: "file")
    #expect(!HistoryFile(path: directory.path + "/file/history").append("x"))
    #expect(!HistoryFile(path: "/proc/witscope/history").append("x"))
    #expect(HistoryFile(path: directory.path).load().entries == [])
    let pipe = directory.path + "/pipe"
    mkfifo(pipe, 0o600)
    #expect(HistoryFile(path: pipe).load().entries == [], "a pipe is not waited for")
  }

  @Test func readsAnyBytes() {
    let directory = TemporaryDirectory()
    directory.write([0xFF, 0x0A, 0x00, 0x0A, 0x61], to: "history")
    #expect(HistoryFile(path: directory.path + "/history").load().entries == ["\u{FFFD}", "\0", "a"])
  }
}
