import Testing

@testable import Session

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

@Suite struct ChangedFileTests {
  /// A directory of its own, removed at the end.
  private func withDirectory(_ body: (String) throws -> Void) throws {
    let path = "/tmp/witscope-changes-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    try #require(mkdir(path, 0o700) == 0)
    defer {
      for name in ["/deps/b.wit", "/a.wit", "/c.wit", "/notes.txt"] { unlink(path + name) }
      rmdir(path + "/deps")
      rmdir(path)
    }
    try body(path)
  }

  /// Writes a file whose time of change is some seconds ago.
  private func write(_ text: String, to path: String, age: Int = 100) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    var times = [timespec(), timespec()]
    clock_gettime(CLOCK_REALTIME, &times[0])
    times[0].tv_sec -= age
    times[1] = times[0]
    #expect(utimensat(AT_FDCWD, path, times, 0) == 0)
  }

  @Test func offersAChangeOnce() throws {
    try withDirectory { directory in
      let path = directory + "/a.wit"
      try write("package a:b;", to: path)
      let session = Session()
      try session.load(path: path)
      #expect(session.changedFiles().isEmpty)
      try write("package a:c;  ", to: path, age: 50)
      #expect(session.changedFiles() == [ChangedFile(path: path, state: .changed)])
      #expect(session.changedFiles().isEmpty, "once")
      try write("package a:d;   ", to: path, age: 40)
      #expect(session.changedFiles().map(\.state) == [.changed])
      #expect(session.execute(":reload").isSuccess)
      #expect(session.changedFiles().isEmpty, "loaded again")
      unlink(path)
      #expect(session.changedFiles().map(\.state) == [.vanished])
      #expect(session.changedFiles().isEmpty)
    }
  }

  @Test func waitsForAFileThatIsBeingWritten() throws {
    try withDirectory { directory in
      let path = directory + "/a.wit"
      try write("package a:b;", to: path)
      let session = Session()
      try session.load(path: path)
      try write("package", to: path, age: 0)
      #expect(session.changedFiles().map(\.state) == [.beingWritten])
      try write("package a:cd;", to: path, age: 30)
      #expect(session.changedFiles().map(\.state) == [.changed])
    }
  }

  @Test func looksAtTheWITFilesOfADirectory() throws {
    try withDirectory { directory in
      mkdir(directory + "/deps", 0o755)
      try write("package a:b;", to: directory + "/a.wit")
      try write("package x:y;", to: directory + "/deps/b.wit")
      let session = Session()
      try session.load(path: directory)
      try write("no WIT", to: directory + "/notes.txt")
      #expect(session.changedFiles().isEmpty, "other files do not count")
      try write("package x:y;    ", to: directory + "/deps/b.wit")
      #expect(session.changedFiles().first?.files == [directory + "/deps/b.wit"])
      try write("interface i {}", to: directory + "/c.wit")
      #expect(session.changedFiles().first?.files == [directory + "/c.wit", directory + "/deps/b.wit"])
    }
  }
}
