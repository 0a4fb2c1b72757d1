// Copyright 2026 The goenzyme Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build slow

package editor

// A session of gopls, as an editor has it: files are opened, what gopls finds wrong with
// them is waited for, and the cursor is put on derivatives.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestSession checks diagnostics, hover and definition of both forms on this toolchain, and
// of form B on a stock one.
func TestSession(t *testing.T) {
	dir := writeFiles(t, goplsFiles)
	stock := append(os.Environ(), "GOTOOLCHAIN=local", "GOFLAGS=", "GOWORK=off")
	gopls := findGopls(t, stock)
	const (
		formA = `func dnorm\(v b\.Vec, dv b\.Vec, n int\) \(length float64, dlength float64\)(?s:.*)derivative \(JVP\) of norm`
		formB = `func DNorm\(v Vec, dv Vec\) \(y float64, dy float64\)(?s:.*)DNorm is the tangent of Norm`
	)
	for _, c := range []struct {
		name       string
		env        []string
		file       string
		wrong      string // pattern of what is wrong in it, line by line
		word       string // where the cursor is put
		hover, def string // patterns of what is shown, and of the line where the definition is
	}{
		{"ours, form A", toolchainEnv(t), "a/a.go", `^$`, "dnorm(v, b", formA, `^func dnorm\(v, dv b\.Vec, n int\) \(length, dlength float64\)$`},
		{"ours, form B", toolchainEnv(t), "b/b.go", `^$`, "DNorm(v, v)", formB, `^func DNorm\(v, dv Vec\) \(y, dy float64\)$`},
		{"ours, a real error", toolchainEnv(t), "broken/broken.go", `^6: undefined: dnrom\n$`, "norm(x float64)", `func norm\(x float64\) float64`, `^func norm\(x float64\) float64 { return x }$`},
		{"stock, form B", stock, "b/b.go", `^$`, "DNorm(v, v)", formB, `^func DNorm\(v, dv Vec\) \(y, dy float64\)$`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := startSession(t, gopls, dir, c.env)
			if wrong := s.open(c.file); !regexp.MustCompile(c.wrong).MatchString(wrong) {
				t.Errorf("wrong with %s are\n%swant: %s", c.file, wrong, c.wrong)
			}
			var hover struct{ Contents struct{ Value string } }
			s.ask("textDocument/hover", s.at(c.file, c.word), &hover)
			if !regexp.MustCompile(c.hover).MatchString(hover.Contents.Value) {
				t.Errorf("hover over %s shows\n%s\nwant: %s", c.word, hover.Contents.Value, c.hover)
			}
			var defs []struct {
				URI   string
				Range struct{ Start struct{ Line int } }
			}
			s.ask("textDocument/definition", s.at(c.file, c.word), &defs)
			if len(defs) != 1 {
				t.Fatalf("%s has %d definitions", c.word, len(defs))
			}
			text, err := os.ReadFile(strings.TrimPrefix(defs[0].URI, "file://"))
			if err != nil {
				t.Fatal(err)
			}
			if line := strings.Split(string(text), "\n")[defs[0].Range.Start.Line]; !regexp.MustCompile(c.def).MatchString(line) {
				t.Errorf("%s is defined at %s, in %s, want: %s", c.word, defs[0].URI, line, c.def)
			}
		})
	}
}

// A session is a conversation with gopls.
type session struct {
	t        *testing.T
	dir      string
	in       io.Writer
	messages chan message // from gopls
	last     int          // number of the last question
}

// A message is a question, an answer, or something said, in JSON-RPC.
type message struct {
	JSONRPC string          `json:"jsonrpc"`
	ID      any             `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

// startSession starts gopls in the folder dir, and shuts it down when the test ends.
func startSession(t *testing.T, gopls, dir string, env []string) *session {
	cmd := exec.Command(gopls, "serve")
	cmd.Dir, cmd.Env = dir, env
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, dir: dir, in: in, messages: make(chan message, 100)}
	go s.listen(bufio.NewReader(out))
	s.ask("initialize", map[string]any{
		"rootUri": s.uri(""),
		"capabilities": map[string]any{
			"textDocument": map[string]any{"hover": map[string]any{"contentFormat": []string{"markdown"}}},
		},
	}, nil)
	s.say("initialized", map[string]any{})
	t.Cleanup(func() {
		s.ask("shutdown", nil, nil)
		s.say("exit", nil)
		cmd.Wait()
	})
	return s
}

// uri returns how gopls calls the file.
func (s *session) uri(file string) string {
	return "file://" + filepath.ToSlash(filepath.Join(s.dir, file))
}

// at returns the arguments of a question about the place in the file where word stands.
func (s *session) at(file, word string) any {
	text, _, ok := strings.Cut(goplsFiles[file], word)
	if !ok {
		s.t.Fatalf("there is no %s in %s", word, file)
	}
	return map[string]any{
		"textDocument": map[string]any{"uri": s.uri(file)},
		"position":     map[string]any{"line": strings.Count(text, "\n"), "character": len(text) - 1 - strings.LastIndex(text, "\n")},
	}
}

// open opens the file, and returns what is wrong with it.
func (s *session) open(file string) string {
	s.say("textDocument/didOpen", map[string]any{
		"textDocument": map[string]any{"uri": s.uri(file), "languageId": "go", "version": 1, "text": goplsFiles[file]},
	})
	for {
		m := s.hear()
		var said struct {
			URI         string
			Version     int
			Diagnostics []struct {
				Message string
				Range   struct{ Start struct{ Line int } }
			}
		}
		if json.Unmarshal(m.Params, &said); m.Method != "textDocument/publishDiagnostics" || said.URI != s.uri(file) || said.Version != 1 {
			continue
		}
		var lines strings.Builder
		for _, d := range said.Diagnostics {
			fmt.Fprintf(&lines, "%d: %s\n", d.Range.Start.Line+1, d.Message)
		}
		return lines.String()
	}
}

// ask asks a question and stores the answer.
func (s *session) ask(method string, params, answer any) {
	s.t.Helper()
	s.last++
	s.send(message{ID: s.last, Method: method, Params: s.encode(params)})
	for {
		m := s.hear()
		if m.ID != float64(s.last) || m.Method != "" {
			continue
		}
		if m.Error != nil {
			s.t.Fatalf("%s: %s", method, m.Error)
		}
		if answer != nil {
			if err := json.Unmarshal(m.Result, answer); err != nil {
				s.t.Fatalf("%s: %v", method, err)
			}
		}
		return
	}
}

// say says something that has no answer.
func (s *session) say(method string, params any) {
	s.send(message{Method: method, Params: s.encode(params)})
}

// encode returns x in JSON, or nothing for nil.
func (s *session) encode(x any) json.RawMessage {
	if x == nil {
		return nil
	}
	data, err := json.Marshal(x)
	if err != nil {
		s.t.Fatal(err)
	}
	return data
}

func (s *session) send(m message) {
	m.JSONRPC = "2.0"
	data := s.encode(m)
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(data), data); err != nil {
		s.t.Fatal(err)
	}
}

// hear returns the next message. Questions of gopls are answered with null.
func (s *session) hear() message {
	s.t.Helper()
	for {
		select {
		case m, ok := <-s.messages:
			if !ok {
				s.t.Fatal("gopls is gone")
			}
			if m.Method != "" && m.ID != nil {
				s.send(message{ID: m.ID, Result: json.RawMessage("null")})
				continue
			}
			return m
		case <-time.After(time.Minute):
			s.t.Fatal("gopls says nothing for a minute")
		}
	}
}

// listen reads what gopls says.
func (s *session) listen(r *bufio.Reader) {
	defer close(s.messages)
	for {
		header, err := textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			return
		}
		n, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return
		}
		data := make([]byte, n)
		if _, err := io.ReadFull(r, data); err != nil {
			return
		}
		var m message
		if json.Unmarshal(data, &m) != nil {
			return
		}
		s.messages <- m
	}
}
