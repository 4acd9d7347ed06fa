package event

import "encoding/json"

// Usual lists the members that the event's data has in every documented
// payload although the documentation does not require them.
func (e *Event) Usual() ([]string, error) { return e.usual() }

func (e *Event) readUsual() ([]string, error) {
	s, err := e.Schema()
	if err != nil {
		return nil, err
	}
	var usual []string
	for _, part := range s.Parts() {
		text, ok := part.Extension("x-usual")
		if !ok {
			continue
		}
		var names []string
		if err := json.Unmarshal([]byte(text), &names); err != nil {
			return nil, err
		}
		usual = append(usual, names...)
	}
	return usual, nil
}
