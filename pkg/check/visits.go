package check

import "github.com/vhook/vhook/pkg/schema"

// visits lists the nodes that rules look at, by the name of their object.
type visits []visit

type visit struct {
	object string
	nodes  []int
	known  bool       // whether checks was looked up
	checks *checkList // nil where there are none
}

func (v visits) reset() {
	for i := range v {
		v[i].nodes = v[i].nodes[:0]
	}
}

// of returns the nodes of an object.
func (v visits) of(object string) []int {
	for i := range v {
		if v[i].object == object {
			return v[i].nodes
		}
	}
	return nil
}

func (v *visits) add(object string, n int) {
	for i := range *v {
		if at := &(*v)[i]; at.object == object {
			at.nodes = append(at.nodes, n)
			return
		}
	}
	*v = append(*v, visit{object: object, nodes: []int{n}})
}

func (v *visits) addMarks(marks []schema.Mark) {
	for _, m := range marks {
		v.add(m.Name, m.Node)
	}
}
